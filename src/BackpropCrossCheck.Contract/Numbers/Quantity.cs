namespace BackpropCrossCheck.Numbers;

/// <summary>The quantity that a step of the calculation computes.</summary>
public enum Quantity
{
    /// <summary>a = Wz + b, N×K.</summary>
    PreActivation,

    /// <summary>z = h(a), N×K.</summary>
    Output,

    /// <summary>L, one number.</summary>
    Loss,

    /// <summary>∂L/∂z, N×K: ∂L/∂y in the last layer, Σ_k w_km δ_k below it. A fused cross-entropy has none, since it gives δ = y − t
    /// directly.</summary>
    OutputGradient,

    /// <summary>h'(a), N×K. Softmax has none, because its derivative is a matrix. A fused cross-entropy has none either.</summary>
    Derivative,

    /// <summary>δ = ∂L/∂a, N×K.</summary>
    Delta,

    /// <summary>∂L/∂W, K×M.</summary>
    WeightGradient,

    /// <summary>∂L/∂b, K.</summary>
    BiasGradient,

    /// <summary>W after training, K×M.</summary>
    UpdatedWeights,

    /// <summary>b after training, K.</summary>
    UpdatedBias,

    /// <summary>L after training, one number.</summary>
    UpdatedLoss,
}
