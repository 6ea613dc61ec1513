using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>Receives a part of ρ of a weight gradient.</summary>
/// <param name="step">The weight gradient.</param>
/// <param name="first">The row-major index of the first number.</param>
/// <param name="rho">ρ, whole rows.</param>
internal delegate void WeightErrors(Step step, int first, ReadOnlySpan<double> rho);
