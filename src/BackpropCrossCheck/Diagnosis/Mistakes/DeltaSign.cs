using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>δ = (t − y)·h', as many textbooks write it: a convention, and no mistake.</summary>
internal sealed class DeltaSign : Mistake
{
    /// <summary>Something right beside them has to show that the other sign is a convention, so a few bits are enough.</summary>
    private const double FewBits = 4;

    /// <inheritdoc/>
    public override string Cause => "delta-sign";

    /// <inheritdoc/>
    public override string Sentence => "δ is −∂L/∂a, (t − y)·h'(a) in the last layer: a convention of many textbooks, and no mistake";

    /// <inheritdoc/>
    public override string Advice => "Write \"deltaSign\": \"negative\" in the entry if your deltas are −∂L/∂a.";

    /// <inheritdoc/>
    public override string Signs
        => "Every δ has our digits and the other sign, and the gradients or the new weights are right. Or the gradients have the other "
            + "sign, and the new weights are right.";

    /// <summary>Whether the other sign is a convention: what follows is right.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    public static bool IsIn(Evidence evidence) => Turned(evidence).Any();

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence) => Turned(evidence).Select(turned => new Suspicion
    {
        Mistake = this,
        Steps = new TurnedSigns(turned.Deltas, turned.Gradients),
        First = (turned.Deltas ? Quantity.OutputGradient : Quantity.WeightGradient, evidence.Layers - 1),
        EnoughBits = FewBits,
    });

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        var turned = (TurnedSigns)suspicion.Steps;
        string what = turned.TurnsDeltas && HasTurned(evidence, Quantity.Delta)
            ? $"The deltas {(turned.TurnsGradients ? "and gradients are −∂L/∂a and −∂L/∂w" : "are −∂L/∂a")}, "
                + "(t − y)·h'(a) in the last layer, as many textbooks write them"
            : "The gradients are −∂L/∂w, and new weights are w + η times these";
        string advice = evidence.Other.HasNegativeDeltas ? "Delete \"deltaSign\" from the entry: it says the opposite."
            : turned.TurnsGradients ? "State them with the other sign to have them compared."
            : "Write \"deltaSign\": \"negative\" in the entry (for answers in CSV: grade --delta-sign negative) to have them compared.";
        return $"{what}. That is a convention and no mistake: {(turned.TurnsGradients ? "the step" : "what follows from them")} is right. "
            + advice;
    }

    /// <summary>Which numbers have the other sign, where something after them is right.</summary>
    private static IEnumerable<(bool Deltas, bool Gradients)> Turned(Evidence evidence)
    {
        bool deltas = HasTurned(evidence, Quantity.Delta);
        bool gradients = HasTurned(evidence, Quantity.WeightGradient) || HasTurned(evidence, Quantity.BiasGradient);
        if (deltas && !gradients && (evidence.ShowsRightStep || HasRightGradients(evidence)))
        {
            yield return (true, false);
        }

        if (gradients && evidence.ShowsRightStep)
        {
            yield return (deltas || !evidence.Tensors.Any(tensor => tensor.Step.Quantity == Quantity.Delta), true);
        }
    }

    private static bool HasTurned(Evidence evidence, Quantity quantity)
    {
        int turned = 0;
        foreach (TensorComparison tensor in evidence.Tensors.Where(tensor => tensor.Step.Quantity == quantity))
        {
            for (int i = 0; i < tensor.Step.Length; i++)
            {
                if (tensor.IsGiven(i) && Math.Abs(tensor.Engine[i]) > tensor.Allowed[i])
                {
                    if (!(tensor.Engine[i] * tensor.Other[i] < 0))
                    {
                        return false;
                    }

                    turned++;
                }
            }
        }

        return turned > 0;
    }

    private static bool HasRightGradients(Evidence evidence)
        => evidence.Tensors.Any(tensor => tensor.Step.IsGradient && Enumerable.Range(0, tensor.Step.Length).Any(i => tensor.Settles(i)
        && tensor.Verdicts[i] == NumberVerdict.Agrees && Math.Abs(tensor.Engine[i]) > tensor.Allowed[i]));
}
