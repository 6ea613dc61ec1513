using System.Text.Json.Nodes;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.FakeOracle;

/// <summary>An engine that is right but for one mistake: the bias gradients of layers with a certain activation are twice as large, or it
/// offers a regularization and forgets it.</summary>
/// <param name="mistaken">The activation, or "regularization"; another word for an engine without mistake.</param>
internal sealed class WrongEngine(string mistaken)
{
    /// <summary>Its greeting.</summary>
    public string Greeting => new JsonObject
    {
        ["protocol"] = 1,
        ["oracle"] = "nearly-right",
        ["version"] = "1",
        ["precisions"] = new JsonArray("float64"),
        ["activations"] = new JsonArray([.. Activation.All.Select(known => JsonValue.Create(known.Name))]),
        ["regularization"] = mistaken == "regularization",
        ["losses"] = new JsonArray([.. LossTerm.All.Select(known => JsonValue.Create(known.Name))]),
    }.ToJsonString();

    /// <summary>Its answer.</summary>
    public JsonObject Answer(JsonObject request)
    {
        JsonArray inputs = request["inputs"]!.AsArray();
        var network = new Network(request["layers"]!.AsArray().Select(layer => Layer(layer!.AsObject())));
        var pass = new Backpropagation(network, new Batch(inputs.Count, Flat(inputs), Flat(request["labels"]!.AsArray())), Loss(request));
        pass.Run();
        return new JsonObject
        {
            ["id"] = (long)request["id"]!,
            ["lossValue"] = Number(pass.LossValue),
            ["gradients"] = new JsonArray([.. network.Layers.Select((layer, l) => Gradient(pass, layer, l))]),
        };
    }

    private JsonObject Gradient(Backpropagation pass, Layer layer, int l)
    {
        var gradient = new JsonObject
        {
            ["weights"] = new JsonArray([.. pass.WeightGradient(l).ToArray().Chunk(layer.Inputs).Select(Row)]),
        };
        if (layer.HasBias)
        {
            double factor = layer.Activation.Name == mistaken ? 2 : 1;
            gradient["bias"] = Row([.. pass.BiasGradient(l).ToArray().Select(number => factor * number)]);
        }

        return gradient;
    }

    private static Layer Layer(JsonObject layer)
    {
        JsonArray weights = layer["weights"]!.AsArray();
        Activation known = Activation.Named((string)layer["activation"]!)!;
        return new Layer(
            weights[0]!.AsArray().Count,
            weights.Count,
            Flat(weights),
            layer["bias"] is JsonArray bias ? Numbers(bias) : null,
            layer["alpha"] is { } alpha ? known.WithAlpha((double)alpha) : known);
    }

    private static Loss Loss(JsonObject request)
    {
        JsonObject loss = request["loss"]!.AsObject();
        LossTerm term = LossTerm.Named((string)loss["kind"]!)!;
        Reduction reduction = (string)loss["reduction"]! switch
        {
            "sum" => Reduction.Sum,
            "mean-over-samples" => Reduction.MeanOverSamples,
            "mean-over-outputs" => Reduction.MeanOverOutputs,
            _ => Reduction.MeanOverElements,
        };
        return new Loss(loss["delta"] is { } delta ? term.WithDelta((double)delta) : term, reduction);
    }

    private static double[] Flat(JsonArray rows) => [.. rows.SelectMany(row => Numbers(row!.AsArray()))];

    private static double[] Numbers(JsonArray row) => [.. row.Select(number => (double)number!)];

    private static JsonArray Row(double[] numbers) => new([.. numbers.Select(Number)]);

    private static JsonNode Number(double number) => double.IsFinite(number) ? JsonValue.Create(number)
        : JsonValue.Create(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
}
