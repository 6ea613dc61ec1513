namespace BackpropCrossCheck.Oracles.FiniteDifferences;

/// <summary>A numerical derivative with an estimate of its error.</summary>
/// <param name="Value">The derivative.</param>
/// <param name="Error">How far it may be off, from truncation and rounding. Infinite if the derivative cannot be determined, because every
/// step crosses a kink or leaves the outputs for which the loss is defined.</param>
internal readonly record struct DerivativeEstimate(double Value, double Error);
