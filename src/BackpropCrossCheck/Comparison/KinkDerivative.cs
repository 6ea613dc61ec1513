namespace BackpropCrossCheck.Comparison;

/// <summary>Which derivatives are accepted at a kink, if a pre-activation is exactly 0 on both sides.</summary>
public enum KinkDerivative
{
    /// <summary>That of the negative side, as in TensorFlow: relu'(0) = 0.</summary>
    TensorFlow,

    /// <summary>Any value between the two one-sided derivatives.</summary>
    Any,
}
