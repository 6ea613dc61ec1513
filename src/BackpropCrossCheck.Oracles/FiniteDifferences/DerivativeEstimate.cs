namespace BackpropCrossCheck.Oracles.FiniteDifferences;

/// <summary>A numerical derivative with its own error.</summary>
/// <param name="Value">The derivative.</param>
/// <param name="Error">How far it may be off: truncation and rounding; infinite where every step crosses a kink or leaves the outputs for
/// which the loss is defined, so that the derivative cannot be told.</param>
internal readonly record struct DerivativeEstimate(double Value, double Error);
