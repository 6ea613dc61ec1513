using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis.Mistakes;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Mistakes of people that are so common that few digits are enough to name them, where nothing else is wrong and nothing else
/// explains it. Few are tried, so that few are found by chance.</summary>
internal static class FaintEvidence
{
    /// <summary>A loss with two digits.</summary>
    private const double BitsOfLoss = 6;

    /// <summary>The mistakes that explain everything that is wrong; several only if their numbers are the same.</summary>
    /// <param name="own">The person's calculation.</param>
    public static IReadOnlyList<Finding> Find(OwnSteps own)
    {
        Evidence evidence = own.Evidence;
        if (!evidence.IsByHand)
        {
            return [];
        }

        TensorComparison[] wrong = [.. evidence.Tensors.Where(tensor => tensor.HasDiffering)];
        return Array.TrueForAll(wrong, tensor => tensor.Step.Quantity == Quantity.Delta) ? OfDeltas(own, wrong)
            : wrong is [{ Step: { } alone }] && alone.Quantity == Quantity.Loss && FactorOfLoss(own) is { } factor
                ? [FindingOf(factor, evidence)]
            : [];
    }

    private static IReadOnlyList<Finding> OfDeltas(OwnSteps own, TensorComparison[] wrong)
    {
        if (wrong is [{ Step: { } alone }] && ClosedUnits(own, alone) is { } closed)
        {
            return [closed];
        }

        return [.. KnownMistakes.All.Where(mistake => mistake is DerivativeAtOutput or DerivativeFormulaOnPreActivation)
            .Select(mistake => mistake.SuspicionsIn(own)
                .FirstOrDefault(suspicion => Array.TrueForAll(wrong, tensor => Hits(own, suspicion, tensor))))
            .OfType<Suspicion>().Select(suspicion => FindingOf(suspicion, own.Evidence))];
    }

    private static Finding FindingOf(Suspicion suspicion, Evidence evidence) => new(
        suspicion.Mistake.Cause, suspicion.Layer + 1, suspicion.Argument, 1, suspicion.Mistake.TextOf(suspicion, evidence));

    /// <summary>Units of a layer that closes some that are taken for closed.</summary>
    private static Finding? ClosedUnits(OwnSteps own, Step delta)
    {
        if (own.Wrong.FirstOrDefault(step => step.Step == delta) is not { } step
            || own.Evidence.ActivationOf(delta.Layer) is not (Relu or Relu6 or HardSigmoid)
            || step.Indices.Any(i => step.Wrong[i] && step.Given[i] != 0))
        {
            return null;
        }

        WrongDerivative mistake = KnownMistakes.All.OfType<WrongDerivative>().Single();
        return new Finding(
            mistake.Cause,
            delta.Layer + 1,
            new FindingArgument.Words("0"),
            1,
            FormattableString.Invariant($"δ of layer {delta.Layer + 1} is 0 in units that are open, where h'(a) is not 0: ")
                + "they were taken for closed. Look at the sign of a.");
    }

    private static Suspicion? FactorOfLoss(OwnSteps own)
    {
        var trial = new StepTrial(own);
        return KnownMistakes.All.OfType<LossValueOnly>().Single().SuspicionsIn(own).Where(suspicion => suspicion.Number > 0)
            .Select(suspicion => suspicion with { EnoughBits = BitsOfLoss })
            .FirstOrDefault(suspicion => trial.Explained(suspicion).Steps.Count > 0);
    }

    /// <summary>Whether a mistake gives every number of a step, right to the last digit, where the right equation does not. The h' may
    /// have been rounded before, but not that of <see cref="DerivativeAtOutput"/>, which is often close to the right one.</summary>
    private static bool Hits(OwnSteps own, Suspicion suspicion, TensorComparison tensor)
    {
        bool isExact = suspicion.Mistake is DerivativeAtOutput;
        if (own.All.FirstOrDefault(step => step.Step == tensor.Step) is not { } step
            || own.Calculated(suspicion, step.Step) is not { } mistaken)
        {
            return false;
        }

        double[] s = CalculationSteps.Correct.OutputGradients(own.State, step.Layer);
        bool IsHit(double[] values, int i)
        {
            double asked = Digits.Unit(own.Evidence.Other.Precision, step.Given[i]);
            double unit = Math.Min(asked, Digits.WrittenUnit(step.Given[i]));
            return Math.Abs(values[i] - step.Given[i]) <= (unit * (0.5 + Digits.Slack)) + (isExact ? 0 : asked * Math.Abs(s[i]) / 2);
        }

        return step.Indices.All(i => IsHit(mistaken, i)) && !step.Indices.All(i => IsHit(step.Expected, i));
    }
}
