namespace BackpropCrossCheck.Engine.Losses;

/// <summary>c, the factor before the sum over samples and outputs; N samples, K outputs.</summary>
public enum Reduction
{
    /// <summary>c = 1.</summary>
    Sum,

    /// <summary>c = 1/N.</summary>
    MeanOverSamples,

    /// <summary>c = 1/K.</summary>
    MeanOverOutputs,

    /// <summary>c = 1/(N·K): TensorFlow's reduce_mean.</summary>
    MeanOverElements,
}
