using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>A mistake without a parameter that may be made in one layer, or in every layer that allows it.</summary>
internal abstract class LayerMistake : Mistake
{
    /// <summary>The quantity that is calculated differently.</summary>
    protected abstract Quantity Quantity { get; }

    /// <summary>Whether the mistake is possible in a layer and changes anything there.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="layer">The layer, from 0.</param>
    protected abstract bool AppliesAt(Evidence evidence, int layer);

    /// <summary>The steps of a calculation with the mistake in some layers, one element for each known variant.</summary>
    /// <param name="at">Whether the mistake is made in a given layer, counted from 0.</param>
    protected abstract IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at);

    /// <summary>Whether it says nothing in a layer that a simpler mistake does not say.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="layer">The layer, from 0.</param>
    protected virtual bool IsIndirectAt(Evidence evidence, int layer) => false;

    /// <summary>How many bits of evidence the numbers must provide.</summary>
    protected virtual double EnoughBits => Suspicion.UsualBits;

    /// <summary>The first layer whose result changes if the mistake is made in a given layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    protected virtual int FirstChanged(int layer) => layer;

    /// <inheritdoc/>
    public sealed override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        foreach (LayerSet set in LayerSet.Of(evidence, layer => AppliesAt(evidence, layer)))
        {
            int first = Quantity.Pass == CalculationPass.Forward ? set.All[0] : set.All[^1];
            foreach (CalculationSteps steps in StepsFor(set.Has))
            {
                yield return new Suspicion
                {
                    Mistake = this,
                    Layer = set.Layer,
                    Layers = set.Layers,
                    Steps = steps,
                    EnoughBits = EnoughBits,
                    IsIndirect = set.All.All(layer => IsIndirectAt(evidence, layer)),
                    First = (Quantity, FirstChanged(first)),
                };
            }
        }
    }
}
