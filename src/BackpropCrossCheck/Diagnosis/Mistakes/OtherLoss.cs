using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Another loss is calculated.</summary>
internal sealed class OtherLoss : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "other-loss";

    /// <inheritdoc/>
    public override string Sentence => "another loss is used, in the value, in the gradient, or in both";

    /// <inheritdoc/>
    public override string Advice => "Compare the kind of loss on both sides.";

    /// <inheritdoc/>
    public override string Signs => "Outputs are right; loss, δ of the last layer, or both follow from them by another loss.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["eriklindernoren/ML-From-Scratch#98", "darknet#5207"];

    /// <inheritdoc/>
    public override string ArgumentWord => "kind";

    /// <summary>A person who gives the error itself for the loss has one wrong number; few other slips are as likely.</summary>
    private const double BitsOfForgottenSquare = 5;
    private const string OnlyLabelled = "cross-entropy of the outputs whose label is not 0";

    private static readonly (string Name, Func<double, double, double> Value, Func<double, double, double> Derivative)[] Kinds =
    [
        .. LossTerm.All.Select(
            term => (term.Name, (Func<double, double, double>)term.Value, (Func<double, double, double>)term.Derivative)),
        (OnlyLabelled, (y, t) => t == 0 ? 0 : -Math.Log(y), (y, t) => t == 0 ? 0 : -1 / y),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        LossTerm own = evidence.Loss.Term;
        foreach (Reduction reduction in Enum.GetValues<Reduction>().OrderBy(reduction => reduction != evidence.Loss.Reduction))
        {
            double c = new Loss(own, reduction).Scale(evidence.Fixture.Batch.Samples, evidence.Fixture.Network.Outputs);
            foreach ((string name, Func<double, double, double> value, Func<double, double, double> derivative) in Kinds
                .Where(kind => !IsSameForClasses(kind.Name, evidence)
                    && (LossTerm.Named(kind.Name) is not { } other || IsAnother(other, evidence))))
            {
                foreach (double factor in own.Weight == 1 ? [c] : (double[])[c, c / own.Weight])
                {
                    double Total(CalculationState state) => factor * Terms(state, value).Sum();
                    double[] Gradient(CalculationState state) => [.. Terms(state, derivative).Select(x => factor * x)];
                    yield return Found(name, Quantity.Loss, new LossSteps(Total, Gradient), evidence);
                    Suspicion ofValue = Found(name, Quantity.Loss, new LossSteps(Total, null), evidence);
                    yield return IsForgottenSquare(name, evidence) ? ofValue with { EnoughBits = BitsOfForgottenSquare } : ofValue;
                    yield return Found(name, Quantity.OutputGradient, new LossSteps(null, Gradient), evidence);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        if (suspicion is { Steps: LossSteps { IsValueOnly: true } } && IsForgottenSquare(suspicion.Words, evidence))
        {
            return "The loss is the sum of the errors |y − t| themselves: the square is left out. "
                + "What is given besides is right.";
        }

        string what = suspicion.First.Quantity != Quantity.Loss ? "the gradient" : "the loss";
        return $"These numbers come out when {what} is that of {suspicion.Words}; "
            + $"declared is {evidence.Loss.Term.Name}. {Advice}";
    }

    private static bool IsForgottenSquare(string name, Evidence evidence) => name == new AbsoluteError().Name
        && evidence.Other.Kind == ResultKind.Hand && evidence.Loss.Term is SquareTerm;

    /// <summary>Whether a loss is neither the fixture's own nor one that stands for another of the table: the divergence has the gradient
    /// of the categorical cross-entropy, and huber is half the square of small errors.</summary>
    private static bool IsAnother(LossTerm other, Evidence evidence)
    {
        LossTerm own = evidence.Loss.Term;
        return other.Name != own.Name && other.Family != own.Family
            && (other is not KullbackLeibler || own is CategoricalCrossEntropy)
            && (other is not Huber huber || !IsSmall(evidence, huber.Threshold));
    }

    /// <summary>For labels that are 0 and 1 only, two losses are the categorical cross-entropy in other words.</summary>
    private static bool IsSameForClasses(string name, Evidence evidence) => evidence.Loss.Term is CategoricalCrossEntropy
        && (name == OnlyLabelled || name == new KullbackLeibler().Name)
        && !evidence.Fixture.Batch.Labels.ContainsAnyExcept(0, 1);

    private static bool IsSmall(Evidence evidence, double limit)
    {
        double[] y = evidence.Correct.Required(Quantity.Output, evidence.Layers - 1);
        double[] t = evidence.Fixture.Batch.Labels.ToArray();
        return y.Zip(t, (output, label) => Math.Abs(output - label)).All(error => error <= limit);
    }

    private Suspicion Found(string name, Quantity first, CalculationSteps steps, Evidence evidence) => new()
    {
        Mistake = this,
        Argument = new FindingArgument.Words(name),
        Steps = steps,
        // Where t·y < 1, the derivative of hinge is −t: without the loss value, t may stand for the error as well.
        IsIndirect = first != Quantity.Loss || (name == new Hinge().Name && !evidence.HasDifferent(Quantity.Loss)),
        First = (first, first == Quantity.Loss ? -1 : evidence.Layers - 1),
    };

    private static IEnumerable<double> Terms(CalculationState state, Func<double, double, double> term)
    {
        double[] labels = state.Fixture.Batch.Labels.ToArray();
        return state.Required(Quantity.Output, state.Last).Select((y, i) => term(y, labels[i]));
    }
}
