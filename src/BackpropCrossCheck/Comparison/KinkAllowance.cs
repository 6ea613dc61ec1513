using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Comparison;

/// <summary>What the kinks of a fixture leave open for one result.</summary>
/// <param name="Open">The units whose derivative cannot be told: rounding may have put the other side beyond the kink.</param>
/// <param name="Undecidable">Between what numbers are undecidable; null where nothing is open.</param>
/// <param name="Permitted">Between what numbers agree, where every derivative is right at a pre-activation of exactly 0; null where one is
/// right.</param>
internal sealed record KinkAllowance(IReadOnlyList<UnitPosition> Open, KinkBounds? Undecidable, KinkBounds? Permitted);
