namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>The mistakes of one simulated calculation.</summary>
/// <param name="mistakes">The mistakes.</param>
internal sealed class PlantedMistakes(IReadOnlyList<Planting> mistakes)
{
    /// <summary>The mistake of a cause; null if it is not made.</summary>
    public Planting? Of(string cause) => mistakes.FirstOrDefault(mistake => mistake.Cause == cause);

    /// <summary>The mistake of a cause in a layer, from 0; null if it is not made there.</summary>
    public Planting? At(string cause, int layer)
        => mistakes.FirstOrDefault(mistake => mistake.Cause == cause && (mistake.Layer ?? layer) == layer);

    /// <summary>Whether a mistake is made in a layer, from 0.</summary>
    public bool Is(string cause, int layer) => At(cause, layer) is not null;

    /// <summary>Whether a mistake is made in one of some variants.</summary>
    public Planting? In(string cause, params int[] variants)
        => Of(cause) is { } mistake && variants.Contains(mistake.Variant) ? mistake : null;
}
