using System.Globalization;

namespace BackpropCrossCheck.Comparison;

/// <summary>Describes a fixed rule with its figures.</summary>
internal static class FixedRuleText
{
    /// <summary>"fixed rule |x − y| ≤ 0.001 + 0.01·|y| of the fixture".</summary>
    /// <param name="rule">The rule.</param>
    public static string Of(StatedTolerance rule)
    {
        string owner = rule.IsFixtures ? " of the fixture" : string.Empty;
        string scale = rule.Scale == 1 || rule.Tolerance.Absolute == 0 ? string.Empty
            : $" ({Figure(rule.Tolerance.Absolute)} times {Figure(rule.Scale)} for losses, deltas and gradients)";
        return $"fixed rule |x − y| ≤ {Figure(rule.Tolerance.Absolute)} + {Figure(rule.Tolerance.Relative)}·|y|{owner}{scale}";
    }

    /// <summary>The shortest digits that round-trip: "0.001", "1e-6".</summary>
    private static string Figure(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int exponent = text.IndexOf('E', StringComparison.Ordinal);
        return exponent < 0 ? text
            : string.Create(
                CultureInfo.InvariantCulture, $"{text[..exponent]}e{int.Parse(text[(exponent + 1)..], CultureInfo.InvariantCulture)}");
    }
}
