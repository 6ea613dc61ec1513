using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>How many comparisons used a fixed rule, in the JSON report.</summary>
internal sealed record JsonRuleCount
{
    /// <summary>The rule in words.</summary>
    public string? Rule { get; init; }

    /// <summary>How many comparisons used it.</summary>
    public int? Comparisons { get; init; }

    /// <summary>The count in the form of the report.</summary>
    /// <param name="rule">The count.</param>
    public static JsonRuleCount Of(RuleCount rule) => new() { Rule = rule.Rule, Comparisons = rule.Comparisons };
}
