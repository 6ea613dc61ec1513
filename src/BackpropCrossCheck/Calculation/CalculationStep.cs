namespace BackpropCrossCheck.Calculation;

/// <summary>The results that a calculation by hand writes down, in the paper's order.</summary>
internal enum CalculationStep
{
    /// <summary>a = Wz + b, N×K.</summary>
    PreActivation,

    /// <summary>z = h(a), N×K.</summary>
    Output,

    /// <summary>L.</summary>
    Loss,

    /// <summary>∂L/∂z, N×K: ∂L/∂y of the last layer, Σ_k w_km δ_k below it. Not for a fused cross-entropy, whose δ is y − t at once.</summary>
    OutputGradient,

    /// <summary>h'(a), N×K. Not for softmax, whose derivative is a matrix, and not for a fused cross-entropy.</summary>
    Derivative,

    /// <summary>δ = ∂L/∂a, N×K.</summary>
    Delta,

    /// <summary>∂L/∂W, K×M.</summary>
    WeightGradient,

    /// <summary>∂L/∂b, K.</summary>
    BiasGradient,

    /// <summary>W after gradient descent, K×M.</summary>
    UpdatedWeights,

    /// <summary>b after gradient descent, K.</summary>
    UpdatedBias,

    /// <summary>L with the updated parameters.</summary>
    UpdatedLoss,
}
