namespace BackpropCrossCheck.Calculation;

/// <summary>Which results are rounded.</summary>
[Flags]
internal enum RoundedSteps
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Those that an entry can state: pre-activations, outputs, losses, deltas, gradients, updated parameters.</summary>
    Written = 1,

    /// <summary>The first factor of δ, h'. Before a softmax there is none; then it is ∂L/∂z.</summary>
    Derivatives = 2,

    /// <summary>The second factor of δ, ∂L/∂z.</summary>
    OutputGradients = 4,

    /// <summary>Both factors.</summary>
    Factors = Derivatives | OutputGradients,

    /// <summary>Everything.</summary>
    All = Written | Factors,
}
