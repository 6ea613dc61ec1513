using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>A regularization that is not part of the loss.</summary>
internal sealed class WeightDecay : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "weight-decay";

    /// <inheritdoc/>
    public override string Sentence => "λ·w is added to every weight gradient, and perhaps to the bias gradients and to the loss";

    /// <inheritdoc/>
    public override string Advice => "The loss has no weight decay (L2 regularisation); switch it off.";

    /// <inheritdoc/>
    public override string Signs => "Weight gradients are off by the same multiple of the weights.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "rasmusbergpalm/DeepLearnToolbox#32", "dl4mt#66", "Burton2000/CS231n-2017#9", "andersbll/nnet#4",
    ];

    /// <inheritdoc/>
    public override string ArgumentWord => "λ";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        foreach (Decay decay in Decay.All)
        {
            if (ProportionalFit.OfGradients(
                evidence, (_, right) => right, (w, _) => w, isFactor: false, (decay.OfBiases, Deltas: false)) is { } lambda && lambda != 0)
            {
                yield return With(lambda, decay, evidence);
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
        => Decay.All.SelectMany(decay => FittedSteps.Of(
            own, Quantity.WeightGradient, lambda => With(lambda, decay, own.Evidence), declared: null));

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        Decay decay = ((Decayed)suspicion.Steps).Decay;
        string where = decay.OfBiases ? "every weight and bias gradient" : "every weight gradient";
        string loss = decay.OfLoss == 0 ? string.Empty : $", and {(decay.OfLoss == 1 ? "λ" : "½λ")}·Σw² to the loss";
        string advice = evidence.Fixture.Regularization.IsNone ? Advice
            : "It is added besides the regularization that the fixture declares; look at its strength.";
        return $"These numbers come out when λ·w is added to {where}{loss}, λ = {RatioText.Decimal(suspicion.Parameter)}. {advice}";
    }

    private Suspicion With(double lambda, Decay decay, Evidence evidence) => new()
    {
        Mistake = this,
        Argument = new FindingArgument.Number(lambda),
        Steps = new Decayed(lambda, decay),
        First = decay.OfLoss == 0 ? (Quantity.WeightGradient, evidence.Layers - 1) : (Quantity.Loss, -1),
        Parameter = lambda,
        WithParameter = value => With(value, decay, evidence),
    };

    /// <param name="OfBiases">Whether biases decay too.</param>
    /// <param name="OfLoss">The factor of λ·Σw² in the loss value; 0 if it is not added.</param>
    private sealed record Decay(bool OfBiases, double OfLoss)
    {
        public static Decay[] All { get; } =
            [.. from biases in (bool[])[false, true] from loss in (double[])[0, 0.5, 1] select new Decay(biases, loss)];
    }

    private sealed class Decayed(double lambda, Decay decay) : CalculationSteps
    {
        public Decay Decay => decay;

        public override double LossValue(CalculationState state) => base.LossValue(state)
            + (decay.OfLoss * lambda * state.Network.Layers.Sum(
                layer => Squares(layer.Weights) + (decay.OfBiases ? Squares(layer.CopyBias()) : 0)));

        public override double[] WeightGradient(CalculationState state, int layer)
            => Plus(base.WeightGradient(state, layer), state.Network.Layers[layer].Weights);

        public override double[] BiasGradient(CalculationState state, int layer) => decay.OfBiases
            ? Plus(base.BiasGradient(state, layer), state.Network.Layers[layer].CopyBias())
            : base.BiasGradient(state, layer);

        private double[] Plus(double[] gradient, ReadOnlySpan<double> parameters)
        {
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] += lambda * parameters[i];
            }

            return gradient;
        }

        private static double Squares(ReadOnlySpan<double> values)
        {
            double sum = 0;
            foreach (double value in values)
            {
                sum += value * value;
            }

            return sum;
        }
    }
}
