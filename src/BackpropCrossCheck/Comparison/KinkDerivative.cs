namespace BackpropCrossCheck.Comparison;

/// <summary>What the derivative at a kink may be, where a pre-activation is exactly 0 on both sides.</summary>
public enum KinkDerivative
{
    /// <summary>The negative side's, as TensorFlow's: relu'(0) = 0.</summary>
    TensorFlow,

    /// <summary>Every value between the two one-sided derivatives.</summary>
    Any,
}
