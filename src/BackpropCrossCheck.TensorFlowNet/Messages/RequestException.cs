namespace BackpropCrossCheck.TensorFlowNet.Messages;

/// <summary>A request that cannot be understood.</summary>
/// <param name="message">Where, what was found and what was expected.</param>
internal sealed class RequestException(string message) : Exception(message);
