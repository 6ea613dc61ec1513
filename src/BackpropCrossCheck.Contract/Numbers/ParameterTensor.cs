namespace BackpropCrossCheck.Numbers;

/// <summary>Which tensor of a layer's parameters.</summary>
public enum ParameterTensor
{
    /// <summary>Not a parameter: pre-activations, outputs, deltas and losses.</summary>
    None,

    /// <summary>W, K×M.</summary>
    Weights,

    /// <summary>b, K.</summary>
    Bias,
}
