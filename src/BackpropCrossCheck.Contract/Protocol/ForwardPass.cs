namespace BackpropCrossCheck.Protocol;

/// <summary>The forward pass that finite differences differentiate.</summary>
/// <param name="Activations">The activations that it supports, in the contract's words.</param>
/// <param name="Of">Calculates it for a question.</param>
public sealed record ForwardPass(IReadOnlyList<string> Activations, Func<OracleQuestion, IForwardLoss> Of);
