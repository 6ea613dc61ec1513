namespace BackpropCrossCheck.Comparison;

/// <summary>Whether a number, or a whole step, follows from the other side's own earlier numbers.</summary>
public enum StepVerdict : byte
{
    /// <summary>It cannot be judged: an operand is not given, or is not finite.</summary>
    NoOperands,

    /// <summary>It follows.</summary>
    Follows,

    /// <summary>It does not follow.</summary>
    Wrong,

    /// <summary>It cannot be told: the way passes the largest number of the format, or the rounding of the step alone is as large as the
    /// tensor.</summary>
    Undecidable,
}
