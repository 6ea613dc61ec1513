namespace BackpropCrossCheck.Comparison;

/// <summary>The verdict on one number.</summary>
public enum NumberVerdict : byte
{
    /// <summary>The two numbers agree.</summary>
    Agrees,

    /// <summary>They differ.</summary>
    Differs,

    /// <summary>The rule cannot decide; this is not a pass.</summary>
    Undecidable,
}
