using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Each gradient is clipped by itself.</summary>
internal sealed class ClippedByValue : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "clipped-by-value";

    /// <inheritdoc/>
    public override string Sentence => "each gradient is clipped to −limit … limit by itself";

    /// <inheritdoc/>
    public override string Advice => "Compare the gradients before they are clipped.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "No gradient is above the limit, and several are exactly it; or one, if the limit is a round number.";

    /// <inheritdoc/>
    public override string ArgumentWord => "limit";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        double[] given = [.. evidence.Tensors.Where(tensor => tensor.Step.IsGradient).SelectMany(evidence.Stated).Select(Math.Abs)];
        double limit = given.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        if (limit > 0 && (given.Count(value => value == limit) > 1 || IsChosen(limit, evidence)))
        {
            yield return new Suspicion
            {
                Mistake = this,
                Argument = new FindingArgument.Number(FewestDigits(limit, evidence)),
                Steps = new OtherGradients(_ => true, (_, _, right) => Clipped(right, limit), (_, _, right) => Clipped(right, limit))
                {
                    OfWhole = true,
                },
                First = (Quantity.WeightGradient, evidence.Layers - 1),
            };
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => $"These numbers come out when each gradient is clipped to ±{RatioText.Decimal(suspicion.Number)} "
            + $"by itself. {Advice}";

    private static double[] Clipped(double[] right, double limit) => Array.ConvertAll(right, x => Math.Clamp(x, -limit, limit));

    /// <summary>Whether somebody may have chosen the number: 0.5 exactly is no chance in float64. Two digits of a number written by hand
    /// may be.</summary>
    private static bool IsChosen(double limit, Evidence evidence)
        => evidence.Other.Format is not null
            && FewestDigits(limit, evidence) is var written
            && written == FewDigits.Rounded(written, 2);

    /// <summary>The limit as it was written: in float32, 0.1 is 0.100000001.</summary>
    private static double FewestDigits(double limit, Evidence evidence)
    {
        double share = evidence.Other.Format is { } format ? format.Rounding.UnitRoundoff : 0;
        return Enumerable.Range(1, 17)
            .Select(digits => FewDigits.Rounded(limit, digits))
            .First(rounded => Math.Abs(rounded - limit) <= share * limit || rounded == limit);
    }
}
