using System.Text.Json;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>The JSON report according to section 6 of the contract: the properties of each object and their types.</summary>
/// <remarks>A property is name:type; a name with ? may be absent, a type with * is an array, one with ? may be null. "real" is a
/// number or the word of one that is not finite. What the contract leaves open: reasons, a note to the scale, what is said where
/// there is no finding, how intermediate results were rounded, how many numbers of a step were judged and carried on and what it
/// follows from, notGiven and of what, the summary's other counts, and what other reports are made from: arguments, network,
/// unsettled, loss, tensors, marks, notes on the file of answers and what it leaves out, places, the file that they are in, splits,
/// the digest of the file, the points of the plot, the standard error of the fitted factor, recovered steps, and what a merge
/// lacks.</remarks>
internal static class ContractShape
{
    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["verdict"] = ["pass", "fail", "inconclusive", "error"],
        ["comparisonVerdict"] = ["pass", "fail", "inconclusive"],
        ["oracleStatus"] = ["available", "unavailable", "failed"],
        ["status"] = ["computed", "unavailable", "failed"],
        ["kind"] = ["oracle", "recorded", "hand"],
        ["quantity"] = ["loss", "pre-activation", "output", "delta", "gradient", "updated-parameter", "updated-loss"],
        ["tensor"] = ["weights", "bias"],
        ["numberVerdict"] = ["agrees", "differs", "undecidable"],
        ["stepVerdict"] = ["follows", "wrong", "undecidable", "no-operands"],
        ["mark"] = ["correct", "truncated", "follows", "rounded-intermediates", "trivial", "wrong", "unreadable", "not-given"],
        ["noteKind"] = ["unreadable", "warning"],
        ["way"] = ["half-up", "half-even", "cut-off"],
        ["lossKind"] = ["half-squared-error", "squared-error", "binary-cross-entropy", "categorical-cross-entropy"],
        ["reduction"] = ["sum", "mean-over-samples", "mean-over-outputs", "mean-over-elements"],
    };

    private static readonly Dictionary<string, string> Objects = new()
    {
        ["report"] =
            "version:count tool:tool verdict:verdict exitCode:count reason?:text missing?:text* arguments:text* oracles:oracle* "
                + "fixtures:fixture* summary:summary",
        ["tool"] = "name:text version:text",
        ["oracle"] = "name:text status:oracleStatus version?:text reason?:text",
        ["fixture"] =
            "name:text? file:text sha256?:text verdict:verdict reason?:text error?:error loss?:loss network?:network "
                + "notCompared?:uncompared trainingDiverges?:flag comparisons:comparison* unsettled?:count outliers:outlier* "
                + "splits?:split*",
        ["error"] = "message:text line?:count column?:count pointer?:text",
        ["loss"] = "kind:lossKind reduction:reduction",
        ["comparison"] =
            "against:text kind:kind status:status file?:text reason?:text precision?:precision rule?:text ruleIsFixed?:flag "
                + "intermediates?:intermediates loss?:loss scale?:scale verdict:comparisonVerdict numbers:count "
            + "discrepancies:count undecidable:count lossy:count firstLossy?:item lossyFormula?:text notGiven:count "
            + "notGivenOf?:quantity* notCompared?:uncompared tensors:count* "
            + "sees?:sight* steps?:step* origin?:step "
            + "marks?:marks leftOut?:text notes?:note* items:item* "
            + "worst:item? firstWrong:item? plot?:plot diagnosis:finding* undiagnosed?:text",
        ["uncompared"] =
            "pre-activation?:count output?:count loss?:count delta?:count gradient?:count updated-parameter?:count updated-loss?:count",
        ["sight"] = "quantity:quantity layer?:count tensor?:tensor sees:real? zeroPasses?:flag",
        ["step"] =
            "quantity:quantity layer?:count tensor?:tensor verdict:stepVerdict recovered?:flag numbers:count judged?:count rows?:count "
                + "wrong:count "
                + "carried?:count "
            + "from?:text first?:item diagnosis?:finding*",
        ["fixedRule"] = "rule:text comparisons:count",
        ["scale"] = "declared:real fitted:real? standardError?:real note?:text",
        ["item"] =
            "quantity:quantity layer?:count tensor?:tensor sample?:count row?:count column?:count engine:real other:real? absolute?:real "
                + "relative?:real "
            + "ulps?:real allowed?:real verdict?:numberVerdict status?:mark follows?:real step?:stepVerdict reason?:text place?:place",
        ["place"] = "line:count column:count",
        ["plot"] = "allowed:range error:range agreeing:count agreeBeyond:flag places:count points:real** steps?:stepPlot",
        ["stepPlot"] =
            "allowed:range error:range following:count places:count points:real** wrong:count wrongPlaces:count wrongPoints:real**",
        ["range"] = "low:real high:real zero:flag tiny:flag infinite:flag",
        ["network"] = "samples:count inputs:count layers:layer*",
        ["layer"] = "units:count bias:flag",
        ["finding"] = "cause:text layer:count? argument:argument? explains:real text:text",
        ["function"] = "activation:text alpha:real?",
        ["outlier"] = "name:text numbers:count agreeing:text* tensors:tensorCount* first:item",
        ["split"] = "camps:text** tensors:tensorCount*",
        ["tensorCount"] = "quantity:quantity layer?:count tensor?:tensor numbers:count",
        ["intermediates"] = "decimals?:count significant?:count way:way",
        ["marks"] = "correct?:count truncated?:count follows?:count rounded-intermediates?:count trivial?:count wrong?:count "
            + "unreadable?:count not-given?:count",
        ["note"] = "kind:noteKind line:count column:count text:text",
        ["digits"] = "decimals?:count significant?:count",
        ["summary"] =
            "fixtures:count passed:count failed:count inconclusive:count errors:count comparisons:count unavailable:count "
                + "oracleFailures:count "
            + "numbers:count discrepancies:count undecidable:count unsettled:count lossy:count notGiven:count notCompared?:uncompared "
            + "fixedRules?:fixedRule* sharedCauses?:sharedCause*",
        ["sharedCause"] = "cause:text layer:count? argument:argument? fixtures:count first:text",
    };

    /// <summary>Every violation of the contract in a report; empty if it conforms.</summary>
    public static IEnumerable<string> Faults(JsonElement report) => OfObject(report, "report", "");

    private static IEnumerable<string> OfObject(JsonElement element, string type, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return [$"{path} is no object"];
        }

        var faults = new List<string>();
        var open = element.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
        foreach (string field in Objects[type].Split(' '))
        {
            (string name, string of) = (field.Split(':')[0], field.Split(':')[1]);
            if (open.Remove(name.TrimEnd('?'), out JsonElement value))
            {
                faults.AddRange(OfValue(value, of, $"{path}/{name.TrimEnd('?')}"));
            }
            else if (!name.EndsWith('?'))
            {
                faults.Add($"{path}/{name} is missing");
            }
        }

        return faults.Concat(open.Keys.Select(name => $"{path}/{name} is not in the contract"));
    }

    private static IEnumerable<string> OfValue(JsonElement value, string type, string path)
    {
        if (type.EndsWith('?'))
        {
            return value.ValueKind == JsonValueKind.Null ? [] : OfValue(value, type[..^1], path);
        }

        if (type.EndsWith('*'))
        {
            return value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().SelectMany((one, i) => OfValue(one, type[..^1], $"{path}/{i}"))
                : [$"{path} is no array"];
        }

        if (Objects.ContainsKey(type))
        {
            return OfObject(value, type, path);
        }

        bool conforms = type switch
        {
            "flag" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "text" => value.ValueKind == JsonValueKind.String,
            "count" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int count) && count >= 0,
            "real" => value.ValueKind == JsonValueKind.Number
                || (value.ValueKind == JsonValueKind.String && value.GetString() is "NaN" or "Infinity" or "-Infinity"),
            "argument" =>
                value.ValueKind == JsonValueKind.Object
                    ? !OfObject(value, "function", path).Any()
                    : value.ValueKind is JsonValueKind.Number or JsonValueKind.String,
            "precision" => value.ValueKind == JsonValueKind.Object
                ? !OfObject(value, "digits", path).Any()
                : value.ValueKind == JsonValueKind.String && value.GetString() is "float32" or "float64",
            _ => value.ValueKind == JsonValueKind.String && Words[type].Contains(value.GetString()),
        };
        return conforms ? [] : [$"{path} is {value} and no {type}"];
    }
}
