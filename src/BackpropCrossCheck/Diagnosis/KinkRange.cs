using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Finds a differing number that is outside of everything that the derivative at a kink could produce.</summary>
internal static class KinkRange
{
    /// <summary>A sentence about the first such number; null if no unit is exactly at a kink, or no number affected by one is
    /// outside.</summary>
    /// <param name="evidence">The numbers.</param>
    public static string? Of(Evidence evidence)
    {
        UnitPosition[] units = [.. evidence.UnitsAtKink];
        if (units.Length == 0)
        {
            return null;
        }

        Fixture fixture = evidence.Fixture;
        var pass = new Backpropagation(fixture.Network, fixture.Batch, evidence.Loss, regularization: fixture.Regularization);
        pass.Run();
        var hull = KinkHull.Of(
            fixture.Network, fixture.Batch, evidence.Loss, pass, units, fixture.Layout, fixture.Regularization);
        foreach (TensorComparison tensor in evidence.Tensors.Where(tensor => hull.Low[tensor.Step] is not null))
        {
            double[] low = hull.Low[tensor.Step]!;
            double[] high = hull.High[tensor.Step]!;
            for (int i = 0; i < tensor.Step.Length; i++)
            {
                double given = evidence.Given(tensor)[i];
                double slack = evidence.Uncertainty(tensor, i);
                if (tensor.Verdicts[i] == NumberVerdict.Differs
                    && low[i] < high[i]
                    && !(given >= low[i] - slack && given <= high[i] + slack))
                {
                    return Sentence(evidence, units[0], tensor.Number(i, evidence.Other.Format), given, low[i], high[i]);
                }
            }
        }

        return null;
    }

    private static string Sentence(Evidence evidence, UnitPosition unit, ComparedNumber number, double given, double low, double high)
    {
        Activation activation = evidence.ActivationOf(unit.Layer);
        (double taken, double other) = KinkDerivatives.Of(activation);
        string at = RatioText.Decimal(evidence.PlaceOfKink(unit));
        string place = number.Sample is null
            ? FormattableString.Invariant($"row {number.Row}{(number.Column is { } column ? $", column {column}" : string.Empty)}")
            : FormattableString.Invariant($"sample {number.Sample}, {Wording.Word(number.Quantity.Columns)} {number.Row}");
        string layer = number.Layer is null ? string.Empty : FormattableString.Invariant($", layer {number.Layer}");
        string name = activation.Name;
        return $"A pre-activation is exactly {at} ({unit}), but {ContractWords.Of(number.Quantity)}{layer}, {place} "
            + $"is {RatioText.Decimal(given)}: outside of what {name}'({at}) between {RatioText.Decimal(Math.Min(taken, other))} "
            + $"and {RatioText.Decimal(Math.Max(taken, other))} gives, {RatioText.Decimal(low)} to {RatioText.Decimal(high)}.";
    }
}
