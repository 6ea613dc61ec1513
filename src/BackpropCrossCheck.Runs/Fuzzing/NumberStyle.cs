namespace BackpropCrossCheck.Fuzzing;

/// <summary>What the numbers of a random network are like.</summary>
internal enum NumberStyle
{
    /// <summary>Tenths from −1 to 1 without 0.</summary>
    Tenths,

    /// <summary>All digits, from −1 to 1.</summary>
    Digits,

    /// <summary>Whole numbers from −3 to 3: pre-activations stand exactly at kinks.</summary>
    Integers,

    /// <summary>Half of them 0, the others tenths: whole rows are 0.</summary>
    Zeros,

    /// <summary>Weights that saturate the activations.</summary>
    Large,

    /// <summary>Weights and inputs that are close to 0.</summary>
    Small,

    /// <summary>The same number everywhere, as after a constant initialisation.</summary>
    Equal,
}
