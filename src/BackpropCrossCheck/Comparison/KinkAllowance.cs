using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Comparison;

/// <summary>The leeway that the kinks of a fixture give to one result.</summary>
/// <param name="Open">The units whose derivative is uncertain, because rounding may have put the other side beyond the kink.</param>
/// <param name="Undecidable">The bounds between which numbers are undecidable; null if no unit is uncertain.</param>
/// <param name="Permitted">The bounds between which numbers agree, if every derivative is accepted at a pre-activation of exactly 0; null
/// if only one is.</param>
internal sealed record KinkAllowance(IReadOnlyList<UnitPosition> Open, KinkBounds? Undecidable, KinkBounds? Permitted);
