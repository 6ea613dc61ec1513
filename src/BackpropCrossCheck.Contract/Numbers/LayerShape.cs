namespace BackpropCrossCheck.Numbers;

/// <summary>The shape of a layer.</summary>
/// <param name="Inputs">M.</param>
/// <param name="Units">K.</param>
/// <param name="HasBias">Whether the layer has a bias.</param>
public sealed record LayerShape(int Inputs, int Units, bool HasBias);
