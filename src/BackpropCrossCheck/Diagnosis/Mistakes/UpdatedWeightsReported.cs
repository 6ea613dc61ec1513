using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The new weights are given instead of the gradient.</summary>
internal sealed class UpdatedWeightsReported : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "updated-weights-reported";

    /// <inheritdoc/>
    public override string Sentence => "the updated weights w − η·∂L/∂w are given for the gradient ∂L/∂w";

    /// <inheritdoc/>
    public override string Advice => "Give the gradient itself, (w − new w)/η.";

    /// <inheritdoc/>
    public override string Signs => "The numbers given as gradients are near the weights.";

    /// <inheritdoc/>
    public override string ArgumentWord => "learning rate";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        foreach (bool biases in (bool[])[true, false])
        {
            if (ProportionalFit.OfGradients(
                evidence, (w, _) =>
                    w, (_, right) =>
                        Array.ConvertAll(right, x => -x), isFactor: true, (Bias: biases, Deltas: false)) is { } rate && rate != 0)
            {
                yield return With(rate, evidence, biases);
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
    {
        foreach (bool biases in (bool[])[true, false])
        {
            foreach (Suspicion suspicion in FittedSteps.Of(
                own, Quantity.WeightGradient, rate => With(rate, own.Evidence, biases), own.Evidence.DeclaredRate))
            {
                yield return suspicion;
            }
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => "The numbers given as gradients are the updated weights w − η·∂L/∂w, with a learning rate η of "
            + $"{RatioText.Decimal(suspicion.Parameter)}. {Advice}";

    private Suspicion With(double rate, Evidence evidence, bool biases) => new()
    {
        Mistake = this,
        Argument = new FindingArgument.Number(rate),
        Steps = new Reported(rate, biases),
        First = (Quantity.WeightGradient, evidence.Layers - 1),
        Parameter = rate,
        WithParameter = value => With(value, evidence, biases),
    };

    private sealed class Reported(double rate, bool biases) : CalculationSteps
    {
        public override double[] WeightGradientOf(CalculationState state, int layer)
            => Updated(state.Network.Layers[layer].Weights, base.WeightGradientOf(state, layer), new GradientDescent(rate), []);

        public override double[] BiasGradientOf(CalculationState state, int layer)
        {
            double[] gradient = base.BiasGradientOf(state, layer);
            return biases ? Updated(state.Network.Layers[layer].CopyBias(), gradient, new GradientDescent(rate), []) : gradient;
        }
    }
}
