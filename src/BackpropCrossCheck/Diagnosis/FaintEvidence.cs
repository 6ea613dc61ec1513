using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis.Mistakes;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Mistakes of people that are so common that few digits are enough to name them, where nothing else is wrong and nothing else
/// explains it. Few are tried, so that few are found by chance.</summary>
internal static class FaintEvidence
{
    /// <summary>A loss with two digits.</summary>
    private const double BitsOfLoss = 6;

    /// <summary>The mistake that explains everything that is wrong; null if there is none.</summary>
    /// <param name="own">The person's calculation.</param>
    public static Finding? Find(OwnSteps own)
    {
        Evidence evidence = own.Evidence;
        if (evidence.Other is not { Kind: ResultKind.Hand, Format: null })
        {
            return null;
        }

        TensorComparison[] wrong = [.. evidence.Tensors.Where(tensor => tensor.Verdicts.Contains(NumberVerdict.Differs))];
        Suspicion? found = Array.TrueForAll(wrong, tensor => tensor.Step.Quantity == Quantity.Delta)
            ? KnownMistakes.All.OfType<DerivativeAtOutput>().Single().SuspicionsIn(own)
                .FirstOrDefault(suspicion => Array.TrueForAll(wrong, tensor => Hits(own, suspicion, tensor)))
            : wrong is [{ Step: { } alone }] && alone.Quantity == Quantity.Loss ? FactorOfLoss(own)
            : null;
        return found is null ? null
            : new Finding(found.Mistake.Cause, found.Layer + 1, found.Argument, 1, found.Mistake.TextOf(found, evidence));
    }

    private static Suspicion? FactorOfLoss(OwnSteps own)
    {
        var trial = new StepTrial(own);
        return KnownMistakes.All.OfType<LossValueOnly>().Single().SuspicionsIn(own).Where(suspicion => suspicion.Number > 0)
            .Select(suspicion => suspicion with { EnoughBits = BitsOfLoss })
            .FirstOrDefault(suspicion => trial.Explained(suspicion).Steps.Count > 0);
    }

    /// <summary>Whether a mistake gives every number of a step, right to the last digit, where the right equation does not.</summary>
    private static bool Hits(OwnSteps own, Suspicion suspicion, TensorComparison tensor)
    {
        if (own.All.FirstOrDefault(step => step.Step == tensor.Step) is not { } step
            || own.Calculated(suspicion, step.Step) is not { } mistaken)
        {
            return false;
        }

        bool IsHit(double[] values, int i)
        {
            double unit = Math.Min(Digits.Unit(own.Evidence.Other.Precision, step.Given[i]), Digits.WrittenUnit(step.Given[i]));
            return Math.Abs(values[i] - step.Given[i]) <= unit * (0.5 + Digits.Slack);
        }

        return step.Indices.All(i => IsHit(mistaken, i)) && !step.Indices.All(i => IsHit(step.Expected, i));
    }
}
