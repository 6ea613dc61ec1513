using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Another convention for the same loss.</summary>
internal sealed class LossConvention : Mistake
{
    /// <summary>All conventions.</summary>
    public static IReadOnlyList<Loss> All { get; } =
        [.. from term in LossTerm.All from reduction in Enum.GetValues<Reduction>() select new Loss(term, reduction)];

    /// <inheritdoc/>
    public override string Cause => "loss-convention";

    /// <inheritdoc/>
    public override string Sentence => "another convention of the same loss is used: every gradient is multiplied by one factor";

    /// <inheritdoc/>
    public override string Advice => "State the entry's loss in the convention of its numbers, or correct them.";

    /// <inheritdoc/>
    public override string ArgumentWord => "factor";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        foreach (
            Loss other in All.Where(other => other.IsSameFamily(evidence.Loss)).DistinctBy(evidence.FactorTo)
                .Where(other => evidence.FactorTo(other) != 1))
        {
            double factor = evidence.FactorTo(other);
            yield return Found(factor, (Quantity.Loss, -1)) with { Convention = other };
            foreach (Quantity entry in ScaledSteps.Entries)
            {
                yield return Found(
                    factor, (entry, entry == Quantity.Loss ? -1 : evidence.Layers - 1)) with
                { Steps = new ScaledSteps(factor, entry) };
            }
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        double factor = ((FindingArgument.Number)suspicion.Argument!).Value;
        Loss[] conventions = [.. All.Where(other => other.IsSameFamily(evidence.Loss) && evidence.FactorTo(other) == factor)];
        string mend = evidence.Other.Kind == ResultKind.Oracle
            ? "It was asked for the declared convention and answered in another."
            : $"State the entry's loss as {(conventions.Length > 1 ? "one of these" : "that")}, or correct its numbers.";
        return $"Every gradient is {RatioText.OfOurs(factor)}: the other side {Division(evidence.Loss, conventions[0])}, as in "
            + $"{string.Join(" or ", conventions.Select(ConventionText.Of))}; declared is {ConventionText.Of(evidence.Loss)}. {mend}";
    }

    private Suspicion Found(double factor, (Quantity Quantity, int Layer) first)
        => new() { Mistake = this, Argument = new FindingArgument.Number(factor), First = first };

    /// <summary>What the other side does in contrast to the declared convention: "divides by N".</summary>
    private static string Division(Loss declared, Loss other)
    {
        string factor = ConventionText.Factor(declared, other);
        return factor.StartsWith("1/", StringComparison.Ordinal) ? $"divides by {factor[2..].Trim('(', ')')}" : $"multiplies by {factor}";
    }
}
