using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>ρ for every number of a calculation, in one format. If it is not finite, the calculation of the number overflows the
/// format.</summary>
/// <param name="Values">ρ, tensor by tensor.</param>
/// <param name="Kinks">The units whose pre-activation is within rounding of a kink of their activation.</param>
public sealed record RoundingErrors(TensorSet Values, IReadOnlyList<UnitPosition> Kinks);
