using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Another derivative at a kink: that of the positive side, or the mean of the two.</summary>
internal sealed class KinkConvention : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "kink-convention";

    /// <inheritdoc/>
    public override string Sentence
        => "another derivative is taken exactly at the kink of relu, leaky-relu or elu, where TensorFlow takes the negative side's";

    /// <inheritdoc/>
    public override string Advice
        => "Take the derivative of the positive side for a > 0 only, not for a ≥ 0; --kinks any lets every value between the two pass.";

    /// <inheritdoc/>
    public override string ArgumentWord => "derivative";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        UnitPosition[] units = [.. evidence.UnitsAtZero];
        if (units.Length == 0)
        {
            yield break;
        }

        Activation top = evidence.ActivationOf(units.Max(unit => unit.Layer));
        (double below, double above) = KinkDerivatives.Of(top);
        foreach (double derivative in (double[])[above, (below + above) / 2])
        {
            double share = (derivative - below) / (above - below);
            int[] layers = [.. units.Select(unit => unit.Layer).Distinct()];
            yield return new Suspicion
            {
                Mistake = this,
                Layer = layers.Length == 1 ? layers[0] : null,
                Argument = new FindingArgument.Number(derivative),
                Steps = new OtherKinkDerivatives(units, share),
                First = (Quantity.Derivative, layers.Max()),
            };
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        UnitPosition first = evidence.UnitsAtZero.First();
        Activation activation = evidence.ActivationOf(evidence.UnitsAtZero.Max(unit => unit.Layer));
        string derivative = RatioText.Decimal(((FindingArgument.Number)suspicion.Argument!).Value);
        string negative = RatioText.Decimal(KinkDerivatives.Of(activation).Below);
        return $"These numbers come out when {activation.Name}'(0) = {derivative} is taken where a pre-activation is exactly 0 ({first}); "
            + $"TensorFlow takes {negative}. {Advice}";
    }
}
