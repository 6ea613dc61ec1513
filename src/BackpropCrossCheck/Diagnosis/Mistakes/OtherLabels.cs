using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The outputs are compared with other labels.</summary>
internal sealed class OtherLabels : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "other-labels";

    /// <inheritdoc/>
    public override string Sentence => "the outputs are compared with other labels";

    /// <inheritdoc/>
    public override string Advice => "Print the labels that the loss gets, sample by sample, next to the fixture's.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "Outputs are right, and loss and δ of the last layer follow from them with other labels.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "wagenaartje/neataptic#14", "tflearn/tflearn#224", "ildoonet/pytorch-randaugment#30", "fastai/fastai#1814",
        "Samyssmile/edux#201", "pytorch/pytorch#19699", "pytorch/pytorch#16045", "tensorflow/tensorflow#37770",
        "LAMDA-Tabular/TALENT#92",
    ];

    /// <inheritdoc/>
    public override string ArgumentWord => "which, ε";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        foreach ((string which, double[] labels) in LabelArrangements.Of(evidence.Fixture))
        {
            foreach (Suspicion suspicion in With(which, labels, evidence))
            {
                yield return suspicion;
            }
        }

        foreach (Reduction reduction in LabelArrangements.AreAlike(evidence.Fixture) ? [] : Enum.GetValues<Reduction>())
        {
            yield return Found("every label against every output", Quantity.Loss, EveryPair.Of(evidence.Loss.Term, reduction), evidence);
        }

        foreach (double share in (double[])[0.1, 0.2, 0.05, 0.01])
        {
            foreach (Suspicion suspicion in Smoothed(share, evidence))
            {
                yield return suspicion with { WithParameter = null };
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
    {
        foreach (Suspicion suspicion in SuspicionsIn(own.Evidence))
        {
            yield return suspicion;
        }

        // In the value and in the gradient, or in the gradient only.
        for (int place = 0; place < 2; place++)
        {
            int at = place;
            foreach (Suspicion suspicion in FittedSteps.Of(
                own, Quantity.Delta, share => Smoothed(share, own.Evidence).ElementAt(at), declared: null))
            {
                yield return suspicion;
            }
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence) => $"These numbers come out when the outputs are compared with "
        + $"other labels: {suspicion.Words}. {Advice}";

    private IEnumerable<Suspicion> Smoothed(double share, Evidence evidence)
        => With(FormattableString.Invariant($"smoothed with {share:G6}"), LabelArrangements.Smoothed(evidence.Fixture, share), evidence)
            .Select((suspicion, at) => suspicion with
            {
                Parameter = share,
                WithParameter = value => Smoothed(value, evidence).ElementAt(at),
            });

    private IEnumerable<Suspicion> With(string which, double[] labels, Evidence evidence)
    {
        yield return Found(which, Quantity.Loss, new Relabelled(labels, inValue: true, inGradient: true), evidence);
        yield return Found(which, Quantity.OutputGradient, new Relabelled(labels, inValue: false, inGradient: true), evidence);
        yield return Found(which, Quantity.Loss, new Relabelled(labels, inValue: true, inGradient: false), evidence);
    }

    private Suspicion Found(string which, Quantity first, CalculationSteps steps, Evidence evidence) => new()
    {
        Mistake = this,
        Argument = new FindingArgument.Words(which),
        Steps = steps,
        First = (first, first == Quantity.Loss ? -1 : evidence.Layers - 1),
    };
}
