namespace BackpropCrossCheck.Comparison;

/// <summary>Why the rule cannot decide whether a number is right.</summary>
public enum UndecidableCause : byte
{
    /// <summary>The rule can decide.</summary>
    None,

    /// <summary>The possible rounding is as large as the largest magnitude in the tensor.</summary>
    Rounding,

    /// <summary>A fixed rule allows as much as the largest magnitude in the tensor, so that zeros would pass.</summary>
    Vacuous,

    /// <summary>A unit is within rounding of its activation's kink, and both one-sided derivatives are honest answers.</summary>
    Kink,

    /// <summary>A cross-entropy is computed from an output at the end of its logarithm's domain.</summary>
    Saturated,

    /// <summary>The calculation of the number exceeds the largest number of the other side's format.</summary>
    Overflow,

    /// <summary>The training gives numbers that are not finite.</summary>
    Diverged,
}
