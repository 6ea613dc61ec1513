using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Writing;
using BackpropCrossCheck.Import.Building;
using BackpropCrossCheck.Import.Models;
using BackpropCrossCheck.Judging;

namespace BackpropCrossCheck.Import.Tests;

/// <summary>What a framework got for a model: a batch, the loss value, the output, and the gradients in float32.</summary>
/// <param name="path">A file *.recorded.json.</param>
internal sealed class RecordedRun(string path)
{
    private readonly JsonNode _recorded = JsonNode.Parse(File.ReadAllText(path))!;

    /// <summary>The fixture of a model and the recorded batch, as it is written and read again.</summary>
    public Fixture FixtureOf(ImportedModel model) => Reread(FixtureBuilder.Of(model, new FixtureRequest
    {
        File = "model",
        Name = "model",
        Inputs = DataReader.Read(path, "inputs", 16),
        Labels = DataReader.Read(path, "labels", 16),
        Loss = model.Loss?.Loss ?? LossOf(_recorded["loss"]!),
    }));

    /// <summary>Compares the engine's numbers with the recorded ones.</summary>
    /// <param name="fixture">The imported fixture.</param>
    public ResultComparison Compare(Fixture fixture)
    {
        JsonNode json = JsonNode.Parse(FixtureWriter.Of(fixture))!;
        var layers = new JsonArray();
        JsonNode?[] gradients = [.. _recorded["gradients"]!.AsArray()];
        int next = 0;
        foreach (Engine.Layer layer in fixture.Network.Layers)
        {
            var entry = new JsonObject { ["weights"] = Weights(gradients[next++]!) };
            if (layer.HasBias)
            {
                entry["bias"] = gradients[next++]!["value"]!.AsArray()[0]!.DeepClone();
            }

            layers.Add(entry);
        }

        Assert.That(next, Is.EqualTo(gradients.Length), "every recorded gradient is compared");
        var outputs = new JsonArray([.. fixture.Network.Layers.SkipLast(1).Select(_ => (JsonNode?)null), _recorded["output"]!.DeepClone()]);
        json["expected"] = new JsonArray(new JsonObject
        {
            ["by"] = "recorded",
            ["kind"] = "recorded",
            ["precision"] = "float32",
            ["lossValue"] = _recorded["lossValue"]!.DeepClone(),
            ["outputs"] = outputs,
            ["gradients"] = layers,
        });
        Fixture expected = FixtureReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()), "recorded");
        return ResultComparer.Compare(new Reference(expected, new BackpropagationEngine()), IndependentResult.Of(expected.Expected[0]));
    }

    private static Fixture Reread(Fixture fixture) => FixtureReader.Read(Encoding.UTF8.GetBytes(FixtureWriter.Of(fixture)), "written");

    // In a recording, "categorical-cross-entropy" is Keras's: the mean over the samples.
    private static Engine.Losses.Loss LossOf(JsonNode loss) => loss.GetValue<string>() switch
    {
        "mean-squared-error" => Engine.Losses.Loss.MeanSquaredError,
        "categorical-cross-entropy" => new(new Engine.Losses.CategoricalCrossEntropy(), Engine.Losses.Reduction.MeanOverSamples),
        "binary-cross-entropy" => new(new Engine.Losses.BinaryCrossEntropy(), Engine.Losses.Reduction.MeanOverElements),
        var other => throw new JsonException(other),
    };

    // Kernels are recorded as inputs × units unless the recording says otherwise.
    private static JsonNode Weights(JsonNode gradient)
    {
        JsonArray rows = gradient["value"]!.AsArray();
        if (gradient["kernelLayout"]!.GetValue<string>() != "inputs x units")
        {
            return rows.DeepClone();
        }

        return new JsonArray([.. Enumerable.Range(0, rows[0]!.AsArray().Count).Select(
            k => (JsonNode)new JsonArray([.. rows.Select(row => row![k]!.DeepClone())]))]);
    }
}
