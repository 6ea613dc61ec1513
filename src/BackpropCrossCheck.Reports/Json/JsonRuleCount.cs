using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>In how many comparisons a fixed rule was in force, in the JSON report.</summary>
internal sealed record JsonRuleCount
{
    /// <summary>The rule in words.</summary>
    public string? Rule { get; init; }

    /// <summary>In how many comparisons.</summary>
    public int? Comparisons { get; init; }

    /// <summary>The count as the report says it.</summary>
    /// <param name="rule">The count.</param>
    public static JsonRuleCount Of(RuleCount rule) => new() { Rule = rule.Rule, Comparisons = rule.Comparisons };
}
