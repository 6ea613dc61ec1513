namespace BackpropCrossCheck.Comparison;

/// <summary>What a comparison says of one number.</summary>
public enum NumberVerdict
{
    /// <summary>The two numbers agree.</summary>
    Agrees,

    /// <summary>They differ.</summary>
    Differs,

    /// <summary>The rule cannot tell; no pass.</summary>
    Undecidable,
}
