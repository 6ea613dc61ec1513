using System.Text.Json;
using System.Text.Json.Nodes;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Fixtures small enough for mental arithmetic: one weight w = 2, input x = 3, label t = 5.</summary>
/// <remarks>a = 6, L = ½(6 − 5)² = 0.5, δ = 1, ∂L/∂w = 3; all of them exact in every format.</remarks>
internal static class Examples
{
    /// <summary>A fixture whose recorded gradient is right.</summary>
    public static string Agreeing(string name = "agreeing") => Of(name, gradient: 3);

    /// <summary>A fixture whose recorded gradient is wrong.</summary>
    public static string Differing(string name = "differing") => Of(name, gradient: 3.5);

    /// <summary>A fixture that states nothing.</summary>
    public static string Silent(string name = "silent") => Fixture(name, null);

    /// <summary>A file with a misspelt field.</summary>
    public static string Broken(string name = "broken") => Agreeing(name).Replace("\"labels\"", "\"lables\"", StringComparison.Ordinal);

    /// <summary>A cross-entropy so near 0 that float32 cannot tell it.</summary>
    public static string Undecidable(string name = "undecidable") => $$"""
        {
          "version": 1, "name": "{{name}}",
          "layers": [{ "weights": [[15], [0]], "activation": "softmax" }],
          "inputs": [[1]], "labels": [[1, 0]],
          "loss": { "kind": "categorical-cross-entropy", "reduction": "sum" },
          "expected": [{ "by": "float32", "kind": "recorded", "precision": "float32", "lossValue": 2.98023e-7 }]
        }
        """;

    /// <summary>A fixture that the fake oracle answers correctly except for the loss: it says 1.5 instead of 1.125.</summary>
    public static string ForFakeOracle(string name = "for the fake oracle") => $$"""
        {
          "version": 1, "name": "{{name}}",
          "layers": [{ "weights": [[1.5]], "activation": "linear" }],
          "inputs": [[1]], "labels": [[0]], "loss": "half-sum-of-squares"
        }
        """;

    /// <summary>The fixture with an entry of a program in float64.</summary>
    public static string Of(string name, double gradient) => Fixture(name, new JsonObject
    {
        ["by"] = "a program",
        ["kind"] = "recorded",
        ["precision"] = "float64",
        ["lossValue"] = 0.5,
        ["gradients"] = new JsonArray(new JsonObject { ["weights"] = new JsonArray(new JsonArray(gradient)) }),
    });

    private static string Fixture(string name, JsonObject? entry)
    {
        var fixture = new JsonObject
        {
            ["version"] = 1,
            ["name"] = name,
            ["layers"] = new JsonArray(new JsonObject { ["weights"] = new JsonArray(new JsonArray(2)), ["activation"] = "linear" }),
            ["inputs"] = new JsonArray(new JsonArray(3)),
            ["labels"] = new JsonArray(new JsonArray(5)),
            ["loss"] = "half-sum-of-squares",
        };
        if (entry is not null)
        {
            fixture["expected"] = new JsonArray(entry);
        }

        return fixture.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
