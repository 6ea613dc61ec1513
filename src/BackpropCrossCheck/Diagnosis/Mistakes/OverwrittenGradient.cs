using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>= stands where += belongs.</summary>
internal sealed class OverwrittenGradient : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "overwritten-gradient";

    /// <inheritdoc/>
    public override string Sentence => "= stands where += belongs: only the last unit above is sent back, or only the last sample counts";

    /// <inheritdoc/>
    public override string Advice => "Add to a gradient; set it to 0 once before.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "δ of a layer is that of one unit above alone, and gradients may be those of the last sample.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "karpathy/nn-zero-to-hero#52", "karpathy/micrograd#2", "SciSharp/TensorFlow.NET#303",
    ];

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        LayerSet[] sets = [.. LayerSet.Of(evidence, layer => layer < evidence.Layers - 1 && evidence.ShapeOf(layer + 1).Units > 1)];
        foreach (LayerSet set in sets)
        {
            yield return Found(set, new Last(set.Has, onlyLastSample: false), evidence);
        }

        foreach (LayerSet set in sets.Where(_ => evidence.Fixture.Batch.Samples > 1).OrderByDescending(set => set.All.Count).Take(1))
        {
            yield return Found(set, new Last(set.Has, onlyLastSample: true), evidence);
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        string also = suspicion.Steps is Last { OnlyLastSample: true } ? ", and the gradients are those of the last sample" : string.Empty;
        return $"These numbers come out when{Place(suspicion, evidence)} only the last unit above is sent back{also}. {Advice}";
    }

    private Suspicion Found(LayerSet set, Last steps, Evidence evidence) => new()
    {
        Mistake = this,
        Layer = steps.OnlyLastSample ? null : set.Layer,
        Layers = set.Layers,
        Steps = steps,
        First = steps.OnlyLastSample ? (Quantity.WeightGradient, evidence.Layers - 1) : (Quantity.OutputGradient, set.All[^1]),
    };

    private sealed class Last(Func<int, bool> at, bool onlyLastSample) : CalculationSteps
    {
        public bool OnlyLastSample => onlyLastSample;

        public override double[] OutputGradients(CalculationState state, int layer)
        {
            if (layer == state.Last || !at(layer))
            {
                return base.OutputGradients(state, layer);
            }

            Layer above = state.Network.Layers[layer + 1];
            double[] delta = state.Required(Quantity.Delta, layer + 1);
            double[] s = new double[state.Samples * above.Inputs];
            for (int i = 0; i < s.Length; i++)
            {
                int last = above.Units - 1;
                s[i] = above.Weights[(last * above.Inputs) + (i % above.Inputs)] * delta[(i / above.Inputs * above.Units) + last];
            }

            return s;
        }

        public override double[] WeightGradient(CalculationState state, int layer) => onlyLastSample
            ? SampleGradients.OfWeights(state, layer, state.Samples - 1)
            : base.WeightGradient(state, layer);

        public override double[] BiasGradient(CalculationState state, int layer) => onlyLastSample
            ? SampleGradients.OfBias(state, layer, state.Samples - 1)
            : base.BiasGradient(state, layer);
    }
}
