namespace BackpropCrossCheck.Protocol;

/// <summary>The forward pass that numerical derivatives are taken of.</summary>
/// <param name="Activations">The activations that it has, in the words of the contract.</param>
/// <param name="Of">Calculates it for a question.</param>
public sealed record ForwardPass(IReadOnlyList<string> Activations, Func<OracleQuestion, IForwardLoss> Of);
