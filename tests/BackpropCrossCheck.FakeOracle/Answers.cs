using System.Text.Json.Nodes;

namespace BackpropCrossCheck.FakeOracle;

/// <summary>Answers of the right shape.</summary>
internal static class Answers
{
    /// <summary>An answer that fits its request: gradients are the parameters themselves, all else is 1.5.</summary>
    public static JsonObject Right(JsonObject request)
    {
        JsonArray layers = request["layers"]!.AsArray();
        int samples = request["inputs"]!.AsArray().Count;
        return new JsonObject
        {
            ["id"] = (long)request["id"]!,
            ["lossValue"] = 1.5,
            ["preActivations"] = PerSample(layers, samples),
            ["outputs"] = PerSample(layers, samples),
            ["deltas"] = PerSample(layers, samples),
            ["gradients"] = new JsonArray([.. layers.Select(Gradient)]),
        };
    }

    private static JsonArray PerSample(JsonArray layers, int samples)
        => new(
            [.. layers.Select(
                layer => new JsonArray([.. Enumerable.Range(0, samples).Select(_ => Row(layer!["weights"]!.AsArray().Count))]))]);

    private static JsonArray Row(int length) => new([.. Enumerable.Repeat(0, length).Select(_ => JsonValue.Create(1.5))]);

    private static JsonObject Gradient(JsonNode? layer)
    {
        var gradient = new JsonObject { ["weights"] = layer!["weights"]!.DeepClone() };
        if (layer["bias"] is { } bias)
        {
            gradient["bias"] = bias.DeepClone();
        }

        return gradient;
    }
}
