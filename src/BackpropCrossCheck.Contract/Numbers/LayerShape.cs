namespace BackpropCrossCheck.Numbers;

/// <summary>The shape of a layer.</summary>
/// <param name="Inputs">M.</param>
/// <param name="Units">K.</param>
/// <param name="HasBias">Whether the layer has a bias.</param>
public sealed record LayerShape(int Inputs, int Units, bool HasBias)
{
    /// <summary>Whether all units have one bias in common.</summary>
    public bool SharesBias { get; init; }

    /// <summary>Whether h' is one number for each unit; for softmax it is a matrix.</summary>
    public bool HasDerivative { get; init; } = true;
}
