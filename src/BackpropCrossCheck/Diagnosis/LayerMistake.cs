using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>A mistake without a parameter that may be made in one layer, or in every layer where it can be made.</summary>
internal abstract class LayerMistake : Mistake
{
    /// <summary>The quantity that is worked out in another way.</summary>
    protected abstract Quantity Quantity { get; }

    /// <summary>Whether the mistake can be made in a layer and changes anything there.</summary>
    /// <param name="evidence">The numbers that are to be explained.</param>
    /// <param name="layer">The layer, from 0.</param>
    protected abstract bool AppliesAt(Evidence evidence, int layer);

    /// <summary>The steps of somebody who makes it in some layers, one element for each variant that people know.</summary>
    /// <param name="at">Whether it is made in a layer, from 0.</param>
    protected abstract IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at);

    /// <summary>The layer whose result is the first to change when the mistake is made in a layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    protected virtual int FirstChanged(int layer) => layer;

    /// <inheritdoc/>
    public sealed override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        int[] layers = [.. Enumerable.Range(0, evidence.Layers).Where(layer => AppliesAt(evidence, layer))];
        foreach (int layer in layers)
        {
            foreach (CalculationSteps steps in StepsFor(at => at == layer))
            {
                yield return new Suspicion { Mistake = this, Layer = layer, Steps = steps, First = (Quantity, FirstChanged(layer)) };
            }
        }

        if (layers.Length > 1)
        {
            int first = Quantity is Quantity.PreActivation or Quantity.Output ? layers[0] : layers[^1];
            foreach (CalculationSteps steps in StepsFor(layers.Contains))
            {
                yield return new Suspicion { Mistake = this, Steps = steps, First = (Quantity, FirstChanged(first)) };
            }
        }
    }
}
