using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>W is read in the other order.</summary>
internal sealed class WeightsTransposedForward : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "weights-transposed-forward";

    /// <inheritdoc/>
    public override string Sentence
        => "W is read in the other order, in the forward pass and mostly in the backward pass, too";

    /// <inheritdoc/>
    public override string Advice => "Row k of W holds the weights into unit k; a Keras kernel is the transpose.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "The pre-activations of the layer differ, and follow from the same weights in other places.";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        foreach (LayerSet set in LayerSet.Of(evidence, layer => evidence.ShapeOf(layer) is { Inputs: > 1, Units: > 1 }))
        {
            bool isSquare = set.All.All(evidence.IsSquare);
            foreach (bool isKernel in isSquare ? [false] : (bool[])[false, true])
            {
                yield return Found(set) with { Change = fixture => Reordered(fixture, set, isKernel) };
                yield return Found(set) with { Steps = new Forward(set, isKernel) };
                foreach (int layer in set.All.Where(layer => evidence.Other.Kind == ResultKind.Hand && evidence.ShapeOf(layer).HasBias))
                {
                    yield return Found(set) with { Steps = new Forward(set, isKernel, layer) };
                }
            }
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        string where = suspicion.Change is null ? "in the forward pass only" : "forward and back";
        string bias = suspicion.Steps is Forward { WithoutBias: { } layer }
            ? FormattableString.Invariant($" a of layer {layer + 1} is given without the bias, and its output has it.")
            : string.Empty;
        return $"These numbers come out when{Place(suspicion, evidence)} W is read in the other order, {where}.{bias} {Advice}";
    }

    private Suspicion Found(LayerSet set) => new()
    {
        Mistake = this,
        Layer = set.Layer,
        Layers = set.Layers,
        First = (Quantity.PreActivation, set.All[0]),
    };

    private static Fixture Reordered(Fixture fixture, LayerSet set, bool isKernel) => fixture with
    {
        Network = new Network(fixture.Network.Layers.Select((layer, l) => set.Has(l) ? Reordered(layer, isKernel) : layer)),
    };

    /// <summary>The same numbers in another order; for a square W its transpose.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="isKernel">Whether W is read as if it were a Keras kernel, row by row of inputs; otherwise a kernel is read as if it
    /// were W.</param>
    private static Layer Reordered(Layer layer, bool isKernel)
    {
        double[] weights = layer.Weights.ToArray();
        double[] reordered = new double[weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            reordered[i] = isKernel
                ? weights[(i % layer.Inputs * layer.Units) + (i / layer.Inputs)]
                : weights[(i % layer.Units * layer.Inputs) + (i / layer.Units)];
        }

        return layer.With(reordered, layer.CopyBias());
    }

    /// <summary>The forward pass with other weights.</summary>
    /// <param name="set">The layers.</param>
    /// <param name="isKernel">How W is read.</param>
    /// <param name="withoutBias">The layer whose a is written down without the bias, which is added for its output; null for none.</param>
    private sealed class Forward(LayerSet set, bool isKernel, int? withoutBias = null) : CalculationSteps
    {
        public int? WithoutBias => withoutBias;

        public override double[] PreActivations(CalculationState state, int layer)
        {
            if (!set.Has(layer))
            {
                return base.PreActivations(state, layer);
            }

            Layer of = Reordered(state.Network.Layers[layer], isKernel);
            double[] a = new double[state.Samples * of.Units];
            MatrixProduct.Default.TimesTransposed(state.InputsOf(layer), of.Weights, a, of.Inputs);
            return layer == withoutBias ? a : WithBias(of, a);
        }

        public override double[] Outputs(CalculationState state, int layer)
        {
            if (layer != withoutBias)
            {
                return base.Outputs(state, layer);
            }

            Layer of = state.Network.Layers[layer];
            double[] a = WithBias(of, [.. state.Required(Quantity.PreActivation, layer)]);
            double[] z = new double[a.Length];
            of.Activation.Apply(a, z, of.Units);
            return z;
        }

        private static double[] WithBias(Layer of, double[] a)
        {
            for (int i = 0; i < a.Length && of.HasBias; i++)
            {
                a[i] += of.Bias[i % of.Units];
            }

            return a;
        }
    }
}
