namespace BackpropCrossCheck.Engine;

/// <summary>ℓ(y, t), the loss of one output before the reduction.</summary>
public enum LossKind
{
    /// <summary>½ (y − t)²: the paper's.</summary>
    HalfSquaredError,

    /// <summary>(y − t)²: TensorFlow's square().</summary>
    SquaredError,

    /// <summary>−t ln y − (1 − t) ln(1 − y).</summary>
    BinaryCrossEntropy,

    /// <summary>−t ln y.</summary>
    CategoricalCrossEntropy,
}
