using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Layers in which the same mistake is made: one, all that allow it, all but the last layer, or all of one activation.</summary>
/// <param name="Layer">The layer, from 0; null for several.</param>
/// <param name="Layers">All layers but the last, or of one activation, from 0; empty for one layer, and for every layer that allows the
/// mistake.</param>
/// <param name="All">Every layer of the set.</param>
internal sealed record LayerSet(int? Layer, IReadOnlyList<int> Layers, IReadOnlyList<int> All)
{
    /// <summary>Whether the mistake is made in a layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public bool Has(int layer) => All.Contains(layer);

    /// <summary>The sets to try: each layer alone, all of them, all but the network's last, then the layers of each activation.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="appliesAt">Whether the mistake is possible in a layer and changes anything there.</param>
    public static IEnumerable<LayerSet> Of(Evidence evidence, Func<int, bool> appliesAt)
    {
        int[] layers = [.. Enumerable.Range(0, evidence.Layers).Where(appliesAt)];
        foreach (int layer in layers)
        {
            yield return new LayerSet(layer, [], [layer]);
        }

        if (layers.Length > 1)
        {
            yield return new LayerSet(null, [], layers);
            if (layers.Length > 2 && layers[^1] == evidence.Layers - 1)
            {
                yield return new LayerSet(null, layers[..^1], layers[..^1]);
            }

            foreach (IGrouping<Activation, int> alike in layers.GroupBy(evidence.ActivationOf))
            {
                int[] same = [.. alike];
                if (same.Length > 1 && same.Length < layers.Length)
                {
                    yield return new LayerSet(null, same, same);
                }
            }
        }
    }
}
