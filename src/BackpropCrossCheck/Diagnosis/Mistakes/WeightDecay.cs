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
    public override string Sentence => "λ·w is added to every weight gradient";

    /// <inheritdoc/>
    public override string Advice => "The loss has no weight decay (L2 regularisation); switch it off.";

    /// <inheritdoc/>
    public override string ArgumentWord => "λ";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        if (ProportionalFit.OfGradients(
                evidence, (_, right) => right, (w, _) => w, isFactor: false, (Bias: false, Deltas: false)) is { } lambda && lambda != 0)
        {
            yield return With(lambda, evidence);
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => $"These numbers come out when {Sentence}, λ = {RatioText.Decimal(suspicion.Parameter)}. {Advice}";

    private Suspicion With(double lambda, Evidence evidence) => new()
    {
        Mistake = this,
        Argument = new FindingArgument.Number(lambda),
        Steps = new OtherGradients(_ => true, (state, layer, right) => Decayed(state, layer, right, lambda), null),
        First = (Quantity.WeightGradient, evidence.Layers - 1),
        Parameter = lambda,
        WithParameter = value => With(value, evidence),
    };

    private static double[] Decayed(CalculationState state, int layer, double[] right, double lambda)
    {
        ReadOnlySpan<double> weights = state.Network.Layers[layer].Weights;
        double[] gradient = new double[right.Length];
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = right[i] + (lambda * weights[i]);
        }

        return gradient;
    }
}
