using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>ρ for every number of a calculation, in one format; a ρ that is not finite means that the number's way passes the largest
/// number of the format.</summary>
/// <param name="Values">ρ, tensor by tensor.</param>
/// <param name="Kinks">The units of relu, leaky-relu and elu whose pre-activation stands within rounding of the kink at 0.</param>
public sealed record RoundingErrors(TensorSet Values, IReadOnlyList<UnitPosition> Kinks);
