namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>Calculates the numbers of networks.</summary>
internal interface ICalculator
{
    /// <summary>The versions with which it calculates, for example "0.150.0 (TensorFlow 2.16.0)".</summary>
    string Version { get; }

    /// <summary>Loss, forward values, deltas and gradients of one network.</summary>
    /// <param name="question">The network, the batch and the loss.</param>
    /// <exception cref="CalculationException">The network could not be calculated; later questions still can be.</exception>
    Answer Calculate(Question question);
}
