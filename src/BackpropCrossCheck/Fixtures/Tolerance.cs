using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Fixtures;

/// <summary>A fixed rule instead of the rounding analysis: |x − y| ≤ a + r·|y|, with y the other side.</summary>
/// <param name="Absolute">a, at least 0 and finite.</param>
/// <param name="Relative">r, at least 0 and finite.</param>
public sealed record Tolerance(double Absolute, double Relative)
{
    /// <summary>a, at least 0 and finite.</summary>
    public double Absolute { get; init => field = Checked(value); } = Checked(Absolute);

    /// <summary>r, at least 0 and finite.</summary>
    public double Relative { get; init => field = Checked(value); } = Checked(Relative);

    private static double Checked(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
        => double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, "A tolerance must be finite and at least 0: with another one every number agrees, or none.");
}
