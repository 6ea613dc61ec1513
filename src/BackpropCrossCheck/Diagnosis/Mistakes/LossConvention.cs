using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Another convention for the same loss.</summary>
internal sealed class LossConvention : Mistake
{
    /// <summary>All conventions of one family.</summary>
    /// <param name="loss">One of them.</param>
    public static IEnumerable<Loss> Of(Loss loss)
        => from term in LossTerm.All
           from reduction in Enum.GetValues<Reduction>()
           let other = new Loss(term.Name == loss.Term.Name ? loss.Term : term, reduction)
           where other.IsSameFamily(loss)
           select other;

    /// <inheritdoc/>
    public override string Cause => "loss-convention";

    /// <inheritdoc/>
    public override string Sentence => "another convention of the same loss is used: every gradient is multiplied by one factor";

    /// <inheritdoc/>
    public override string Advice => "State the entry's loss in the convention of its numbers, or correct them.";

    /// <inheritdoc/>
    public override string Signs
        => "Loss, δ and every gradient are ours times one factor: a power of 2, N, K, or a product of them. Where the loss "
            + "value is right, the factor stands in the gradient alone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "davisking/dlib#1169", "fetchai/ledger#343", "oysteijo/simd_neuralnet#1", "markroxor/fromscratchtoml#65",
    ];

    /// <inheritdoc/>
    public override string ArgumentWord => "factor";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        foreach (
            Loss other in Of(evidence.Loss).DistinctBy(evidence.FactorTo)
                .Where(other => evidence.FactorTo(other) != 1))
        {
            double factor = evidence.FactorTo(other);
            yield return Found(factor, (Quantity.Loss, -1)) with { Convention = other };
            foreach (Quantity entry in ScaledSteps.Entries)
            {
                yield return OfGradients(factor, entry, evidence);
            }
        }

        // A loss value that is right shows that the factor stands in the gradient alone, where it need not be a convention's.
        if (evidence.IsLossRight)
        {
            double[] elsewhere = [.. Of(evidence.Loss).Select(evidence.FactorTo), AppliedAfterDelta.OneAverageMore(evidence) ?? 1];
            foreach (double factor in Factors.Of(evidence).Where(factor => !elsewhere.Contains(factor)))
            {
                yield return OfGradients(factor, Quantity.OutputGradient, evidence);
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
    {
        if (!own.GivesOperands)
        {
            return SuspicionsIn(own.Evidence);
        }

        Evidence evidence = own.Evidence;
        IEnumerable<Suspicion> conventions = Of(evidence.Loss).DistinctBy(evidence.FactorTo)
            .Where(other => evidence.FactorTo(other) != 1)
            .Select(other => Found(evidence.FactorTo(other), (Quantity.Loss, -1)) with { Convention = other });
        return conventions.Concat(Factors.Of(evidence).Select(factor => OfGradients(factor, Quantity.OutputGradient, evidence)));
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        double factor = suspicion.Number;
        Loss[] conventions = [.. Of(evidence.Loss).Where(other => evidence.FactorTo(other) == factor)];
        bool isWhole = suspicion.First.Quantity == Quantity.Loss || !evidence.IsLossRight;
        string which = isWhole ? string.Empty : "The loss value is in the declared convention, and its gradient is not. ";
        string origin = conventions.Length == 0 ? "a factor that the loss value does not have"
            : $"the other side {Division(evidence.Loss, conventions[0])}, as in "
                + $"{string.Join(" or ", conventions.Select(ConventionText.Of))}; declared is {ConventionText.Of(evidence.Loss)}";
        string mend = !isWhole ? "Look at the factor in the derivative of the loss."
            : evidence.Other.Kind == ResultKind.Oracle ? "It was asked for the declared convention and answered in another."
            : $"State the entry's loss as {(conventions.Length > 1 ? "one of these" : "that")}, or correct its numbers.";
        return $"{which}Every gradient is {RatioText.OfOurs(factor)}: {origin}. {mend}";
    }

    private Suspicion OfGradients(double factor, Quantity entry, Evidence evidence)
        => Found(factor, (entry, entry == Quantity.Loss ? -1 : evidence.Layers - 1)) with
        {
            Steps = new ScaledSteps(factor, entry),
            IsIndirect = entry != Quantity.Loss,
        };

    private Suspicion Found(double factor, (Quantity Quantity, int Layer) first)
        => new() { Mistake = this, Argument = new FindingArgument.Number(factor), First = first };

    /// <summary>What the other side does in contrast to the declared convention: "divides by N".</summary>
    private static string Division(Loss declared, Loss other)
    {
        string factor = ConventionText.Factor(declared, other);
        return factor.StartsWith("1/", StringComparison.Ordinal) ? $"divides by {factor[2..].Trim('(', ')')}" : $"multiplies by {factor}";
    }
}
