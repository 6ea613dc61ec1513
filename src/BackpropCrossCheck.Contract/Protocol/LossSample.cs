namespace BackpropCrossCheck.Protocol;

/// <summary>The loss at one point.</summary>
/// <param name="Value">L; NaN where the loss is not defined there.</param>
/// <param name="KinkSides">A fingerprint of which side of its kink every relu, leaky-relu, elu and softsign unit is on; points with equal
/// fingerprints lie on one smooth piece of the loss.</param>
public readonly record struct LossSample(double Value, ulong KinkSides);
