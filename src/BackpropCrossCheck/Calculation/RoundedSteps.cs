namespace BackpropCrossCheck.Calculation;

/// <summary>Which results are rounded.</summary>
[Flags]
internal enum RoundedSteps
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Those that an entry can state: pre-activations, outputs, losses, deltas, gradients, updated parameters.</summary>
    Written = 1,

    /// <summary>The two factors of δ, h' and ∂L/∂z.</summary>
    Factors = 2,

    /// <summary>Both.</summary>
    All = Written | Factors,
}
