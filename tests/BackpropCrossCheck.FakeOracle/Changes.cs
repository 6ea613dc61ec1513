using System.Text.Json.Nodes;

namespace BackpropCrossCheck.FakeOracle;

/// <summary>Changes to an answer. Each makes one thing wrong, or merely odd.</summary>
internal sealed class Changes
{
    private static readonly Dictionary<string, Action<Changes>> OfParts = new()
    {
        ["unknown-id"] = a => a._answer["id"] = 999,
        ["text-id"] = a => a._answer["id"] = "1",
        ["fraction-id"] = a => a._answer["id"] = 1.5,
        ["no-id"] = a => a._answer.Remove("id"),
        ["missing-layer"] = a => a._gradients.RemoveAt(a._gradients.Count - 1),
        ["extra-layer"] = a => a._gradients.Add(a._first.DeepClone()),
        ["null-gradient-layer"] = a => a._gradients[0] = null,
        ["short-row"] = a => a._row.RemoveAt(0),
        ["long-row"] = a => a._row.Add((JsonNode)1),
        ["missing-row"] = a => a._weights.RemoveAt(0),
        ["extra-row"] = a => a._weights.Add(a._row.DeepClone()),
        ["null-row"] = a => a._weights[0] = null,
        ["null-number"] = a => a._row[0] = null,
        ["text-number"] = a => a._row[0] = "1.5",
        ["lower-case-nan"] = a => a._row[0] = "nan",
        ["array-number"] = a => a._row[0] = new JsonArray(1),
        ["huge-number"] = a => a._row[0] = JsonNode.Parse("1e999"),
        ["non-finite"] = a => (a._row[0], a._row[1], a._answer["lossValue"]) = ("NaN", "-Infinity", "Infinity"),
        ["no-weights"] = a => a._first.Remove("weights"),
        ["no-bias"] = a => a._first.Remove("bias"),
        ["null-bias"] = a => a._first["bias"] = null,
        ["short-bias"] = a => a._first["bias"]!.AsArray().RemoveAt(0),
        ["extra-bias"] = a => a._gradients[^1]!["bias"] = new JsonArray(1, 2),
        ["null-bias-where-none"] = a => a._gradients[^1]!["bias"] = null,
        ["no-loss"] = a => a._answer.Remove("lossValue"),
        ["null-loss"] = a => a._answer["lossValue"] = null,
        ["no-gradients"] = a => a._answer.Remove("gradients"),
        ["null-gradients"] = a => a._answer["gradients"] = null,
        ["object-gradients"] = a => a._answer["gradients"] = new JsonObject(),
        ["only-gradients"] = a => a._answer["deltas"] = a._answer.Remove("preActivations") && a._answer.Remove("outputs") ? null : 0,
        ["null-layer"] = a => a._answer["outputs"]![0] = null,
        ["short-outputs"] = a => a._answer["outputs"]!.AsArray().RemoveAt(0),
        ["missing-sample"] = a => a._answer["deltas"]![1]!.AsArray().RemoveAt(0),
        ["null-output"] = a => a._answer["outputs"]![1]![0]![0] = null,
        ["extra-fields"] = a => a._answer["note"] = new JsonObject { ["deep"] = new JsonArray(1, "x", null) },
        ["extra-gradient-fields"] = a => a._first["note"] = new JsonArray(1, "x", null),
    };

    private static readonly Dictionary<string, Func<string, string>> OfText = new()
    {
        ["none"] = text => text,
        ["truncated"] = text => text[..^40],
        ["trailing-junk"] = text => text + " junk",
        ["duplicate-field"] = text => text[..^1] + ",\"lossValue\":2}",
        ["duplicate-weights"] = text => text.Replace("\"bias\":", "\"weights\":", StringComparison.Ordinal),
        ["id-last"] = text =>
            $"{{{text[(text.IndexOf(',', StringComparison.Ordinal) + 1)..^1]},{text[1..text.IndexOf(',', StringComparison.Ordinal)]}}}",
        ["carriage-return"] = text => text + "\r",
        ["error"] = text => Error(text, "\"the matrix is\\n singular\""),
        ["empty-error"] = text => Error(text, "\" \""),
        ["number-error"] = text => Error(text, "5"),
        ["half-surrogate-key"] = text => "{\"\\ud800\":1," + text[1..],
        ["half-surrogate"] = text => Error(text, "\"\\ud800\""),
    };

    private readonly JsonObject _answer;
    private readonly JsonArray _gradients;
    private readonly JsonObject _first;
    private readonly JsonArray _weights;
    private readonly JsonArray _row;

    private Changes(JsonObject answer)
    {
        _answer = answer;
        _gradients = answer["gradients"]!.AsArray();
        _first = _gradients[0]!.AsObject();
        _weights = _first["weights"]!.AsArray();
        _row = _weights[0]!.AsArray();
    }

    /// <summary>The text of an answer with a change.</summary>
    public static string Apply(JsonObject request, string change)
    {
        JsonObject answer = Answers.Right(request);
        if (OfParts.TryGetValue(change, out Action<Changes>? changed))
        {
            changed(new Changes(answer));
            return answer.ToJsonString();
        }

        return OfText[change](answer.ToJsonString());
    }

    private static string Error(string text, string error) => $"{text[..text.IndexOf(',', StringComparison.Ordinal)]},\"error\":{error}}}";
}
