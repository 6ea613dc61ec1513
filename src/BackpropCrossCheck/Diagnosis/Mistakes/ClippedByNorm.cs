using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The gradients are scaled to a norm.</summary>
internal sealed class ClippedByNorm : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "clipped-by-norm";

    /// <inheritdoc/>
    public override string Sentence => "the gradients are scaled so that their norm is at most a limit";

    /// <inheritdoc/>
    public override string Advice => "Compare the gradients before they are clipped.";

    /// <inheritdoc/>
    public override string Signs
        => "Every gradient is ours times one factor, and their common norm, or that of each tensor, is a round number.";

    /// <inheritdoc/>
    public override string ArgumentWord => "limit";

    private const int MostDigits = 3;

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        if (evidence.Other.Format is null)
        {
            // A norm of numbers with few digits is always near a round number.
            return [];
        }

        double norm = Norm(Gradients(evidence.Fixture).Select(step => evidence.Correct.Numbers[step]));
        double given = Norm(Gradients(evidence.Fixture).Select(step => evidence.Other.Numbers[step]));
        IEnumerable<double> ofEach = evidence.Tensors.Where(tensor => tensor.Step.IsGradient && tensor.Verdicts.Contains(
            NumberVerdict.Differs)).SelectMany(tensor => RoundNumbers(Norm(evidence.Given(tensor))));
        return RoundNumbers(given).Where(limit => limit < norm).Select(limit => With(limit, limit / norm, evidence))
            .Concat(ofEach.Distinct().Select(limit => OfEach(limit, evidence)));
    }

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
    {
        double norm = Norm(Gradients(own.Fixture).Select(step => own.Calculated(Variation.Correct, step)));
        foreach (OwnStep step in own.Wrong.Where(step => step.Step.IsGradient))
        {
            if (step.Factor is { } factor and > 0 and < 1)
            {
                foreach (double limit in RoundNumbers(factor * norm))
                {
                    yield return With(limit, limit / norm, own.Evidence);
                }

                foreach (double limit in RoundNumbers(factor * Norm(step.Expected)))
                {
                    yield return OfEach(limit, own.Evidence);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        string whose = suspicion.Steps is ScaledSteps ? "their common norm" : "the norm of each tensor";
        return $"These numbers come out when the gradients are scaled so that {whose} is at most "
            + $"{RatioText.Decimal(suspicion.Number)}. {Advice}";
    }

    private Suspicion With(double limit, double factor, Evidence evidence) => new()
    {
        Mistake = this,
        Argument = new FindingArgument.Number(limit),
        Steps = new ScaledSteps(factor, Quantity.WeightGradient),
        First = (Quantity.WeightGradient, evidence.Layers - 1),
    };

    private Suspicion OfEach(double limit, Evidence evidence)
    {
        double[] Clipped(CalculationState state, int layer, double[] right)
        {
            double norm = Norm(right);
            return norm <= limit ? right : Array.ConvertAll(right, x => x * limit / norm);
        }

        return With(limit, 1, evidence) with { Steps = new OtherGradients(_ => true, Clipped, Clipped) { OfWhole = true } };
    }

    private static IEnumerable<Step> Gradients(Fixture fixture) => fixture.Layout.Steps.Where(step => step.IsGradient);

    private static double Norm(IEnumerable<double[]?> tensors) => Norm([.. tensors.OfType<double[]>().SelectMany(values => values)]);

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(x => x * x));

    /// <summary>The number with few digits.</summary>
    private static IEnumerable<double> RoundNumbers(double value) => double.IsFinite(value) && value > 0
        ? Enumerable.Range(0, MostDigits)
            .Select(digits => FewDigits.Rounded(value, digits + 1))
            .Distinct().Where(rounded => Math.Abs(rounded - value) <= 1e-3 * value)
        : [];
}
