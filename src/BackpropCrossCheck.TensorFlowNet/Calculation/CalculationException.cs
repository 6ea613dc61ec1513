namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>A network could not be calculated.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">The exception that caused it, if there is one.</param>
internal sealed class CalculationException(string message, Exception? inner = null) : Exception(message, inner);
