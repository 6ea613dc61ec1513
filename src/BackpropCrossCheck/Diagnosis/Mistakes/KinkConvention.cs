using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Another derivative at a kink: that of the other side, or the mean of the two.</summary>
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
    public override string Signs => "Only units whose pre-activation is exactly 0 differ, and what depends on them.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "jax-ml/jax#37821", "jax-ml/jax#2342", "Theano#3210", "tensorflow/playground#19", "pytorch/tutorials#269",
        "uptake/numpynet#35",
    ];

    /// <inheritdoc/>
    public override string ArgumentWord => "derivative";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        UnitPosition[][] sets = [.. Sets(evidence)];
        foreach (UnitPosition[] units in sets)
        {
            foreach (double share in (double[])[1, 0.5])
            {
                yield return With(units, share, evidence) with { WithParameter = null };
            }
        }

        foreach (UnitPosition[] units in sets.Where(units => IsOfOneKink(units, evidence)))
        {
            if (ParameterFit.Of(evidence, share => With(units, share, evidence), [1]) is { } fitted)
            {
                yield return With(units, fitted, evidence);
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
    {
        Evidence evidence = own.Evidence;
        return SuspicionsIn(evidence).Concat(Sets(evidence).Where(units => IsOfOneKink(units, evidence))
            .SelectMany(units => FittedSteps.Of(own, Quantity.Delta, share => With(units, share, evidence), declared: null)));
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        UnitPosition first = evidence.UnitsAtKink.First(unit => unit.Layer == (suspicion.Layer ?? unit.Layer));
        Activation activation = evidence.ActivationOf(suspicion.Layer ?? evidence.UnitsAtKink.Max(unit => unit.Layer));
        string derivative = RatioText.Decimal(suspicion.Number);
        string taken = RatioText.Decimal(KinkDerivatives.Of(activation).Taken);
        string place = RatioText.Decimal(evidence.PlaceOfKink(first));
        return $"These numbers come out when {activation.Name}'({place}) = {derivative} is taken "
            + $"where a pre-activation is exactly {place} ({first}); "
            + $"TensorFlow takes {taken}. {Advice}";
    }

    /// <summary>The units at a kink: those of each layer, and all of them.</summary>
    private static IEnumerable<UnitPosition[]> Sets(Evidence evidence)
    {
        UnitPosition[][] layers = [.. evidence.UnitsAtKink.GroupBy(unit => unit.Layer).Select(layer => layer.ToArray())];
        return layers.Length > 1 ? layers.Append([.. layers.SelectMany(units => units)]) : layers;
    }

    /// <summary>Whether one derivative can stand for all of them.</summary>
    private static bool IsOfOneKink(UnitPosition[] units, Evidence evidence)
        => units.Select(unit => KinkDerivatives.Of(evidence.ActivationOf(unit.Layer))).Distinct().Count() == 1;

    private Suspicion With(UnitPosition[] units, double share, Evidence evidence)
    {
        int[] layers = [.. units.Select(unit => unit.Layer).Distinct()];
        (double taken, double other) = KinkDerivatives.Of(evidence.ActivationOf(layers.Max()));
        return new Suspicion
        {
            Mistake = this,
            Layer = layers.Length == 1 ? layers[0] : null,
            Argument = new FindingArgument.Number(taken + (share * (other - taken))),
            Steps = new OtherKinkDerivatives(units, share),
            First = (Quantity.Derivative, layers.Max()),
            Parameter = share,
            WithParameter = value => With(units, value, evidence),
        };
    }
}
