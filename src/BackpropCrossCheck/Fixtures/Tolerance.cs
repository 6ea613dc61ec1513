namespace BackpropCrossCheck.Fixtures;

/// <summary>A fixed rule instead of the rounding analysis: |x − y| ≤ a + r·|y|, y the other side.</summary>
/// <param name="Absolute">a, at least 0.</param>
/// <param name="Relative">r, at least 0.</param>
public sealed record Tolerance(double Absolute, double Relative);
