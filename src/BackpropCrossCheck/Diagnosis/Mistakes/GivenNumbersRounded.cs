using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The numbers of the exercise itself are rounded, as on a sheet that prints them with few decimals.</summary>
internal sealed class GivenNumbersRounded : Mistake
{
    private const int MostDecimals = 6;

    /// <summary>The fixture itself suggests it, by numbers with more decimals.</summary>
    private const double FewBits = 6;

    /// <inheritdoc/>
    public override string Cause => "given-numbers-rounded";

    /// <inheritdoc/>
    public override string Sentence => "the given weights, inputs and labels are rounded before anything is worked out";

    /// <inheritdoc/>
    public override string Advice => "Work with the given numbers as they stand, and round the results only.";

    /// <inheritdoc/>
    public override string Signs => "The pre-activations differ in the last digits; all that comes after follows from them.";

    /// <inheritdoc/>
    public override string ArgumentWord => "decimals";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence) => evidence.Other.Format is not null ? []
        : from decimals in Enumerable.Range(0, MostDecimals + 1)
          where !IsSame(evidence.Fixture, decimals)
          select new Suspicion
          {
              Mistake = this,
              Argument = new FindingArgument.Number(decimals),
              Change = fixture => Rounded(fixture, decimals),
              First = (Quantity.PreActivation, 0),
              EnoughBits = FewBits,
          };

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => $"These numbers are right for weights, inputs and labels rounded to "
            + $"{Wording.Count((int)suspicion.Number, "decimal", "decimals")}. {Advice}";

    private static Fixture Rounded(Fixture fixture, int decimals) => fixture.OfOtherNumbers(
        new Network(fixture.Network.Layers.Select(layer => layer.With(
            Rounded(layer.Weights, decimals), layer.HasBias ? Rounded(layer.CopyBias(), decimals) : null))),
        new Batch(fixture.Batch.Samples, Rounded(fixture.Batch.Inputs, decimals), Rounded(fixture.Batch.Labels, decimals)));

    /// <summary>Half up, as people round.</summary>
    private static double[] Rounded(ReadOnlySpan<double> values, int decimals)
        => Array.ConvertAll(values.ToArray(), new NumberRounding(new NumberPrecision.Decimals(decimals), RoundingWay.HalfUp).Of);

    private static bool IsSame(Fixture fixture, int decimals)
    {
        return IsRound(fixture.Batch.Inputs) && IsRound(fixture.Batch.Labels)
            && fixture.Network.Layers.All(layer => IsRound(layer.Weights) && (!layer.HasBias || IsRound(layer.CopyBias())));

        bool IsRound(ReadOnlySpan<double> values) => values.SequenceEqual(Rounded(values, decimals));
    }
}
