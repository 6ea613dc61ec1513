namespace BackpropCrossCheck.Comparison;

/// <summary>Why the rule cannot tell whether a number is right.</summary>
public enum UndecidableCause
{
    /// <summary>It can.</summary>
    None,

    /// <summary>What rounding may do here is as large as the largest magnitude in the tensor.</summary>
    Rounding,

    /// <summary>What a fixed rule allows is as large as the largest magnitude in the tensor, so that zeros would pass.</summary>
    Vacuous,

    /// <summary>A unit stands within rounding of the kink of its activation, and both one-sided derivatives are honest answers.</summary>
    Kink,

    /// <summary>A cross-entropy is computed from an output at the end of its logarithm.</summary>
    Saturated,

    /// <summary>The number's way passes the largest number of the other side's format.</summary>
    Overflow,

    /// <summary>The training gives numbers that are not finite.</summary>
    Diverged,
}
