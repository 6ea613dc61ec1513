namespace BackpropCrossCheck.Protocol;

/// <summary>The loss at one point.</summary>
/// <param name="Value">L; NaN if the loss is not defined there.</param>
/// <param name="KinkSides">A fingerprint of the side of its kink that each relu, leaky-relu, elu and softsign unit is on. Points with equal
/// fingerprints lie on one smooth piece of the loss.</param>
public readonly record struct LossSample(double Value, ulong KinkSides);
