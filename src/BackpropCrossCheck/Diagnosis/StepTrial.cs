using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Tests a mistake on the steps that are wrong: does it give their numbers from the other side's own, and is that more than
/// chance? The steps that hold must hold with it.</summary>
/// <param name="own">The other side's calculation.</param>
internal sealed class StepTrial(OwnSteps own)
{
    /// <summary>A number that is off by more than this many units of rounding, relative to the largest of its step, needs no closer
    /// look.</summary>
    private const double QuickUnits = 16384;

    /// <summary>The same for a printed number after training, in units of its last digit.</summary>
    private const double QuickDigits = 128;

    private readonly Dictionary<int, double[]?> _correct = [];

    /// <summary>The wrong steps whose numbers a mistake gives, with the bits of evidence that they are for it; none if it gives none, or
    /// changes a step that holds.</summary>
    /// <param name="suspicion">The mistake.</param>
    public (IReadOnlyList<OwnStep> Steps, double Bits) Explained(Suspicion suspicion)
    {
        var explained = new List<OwnStep>();
        double bits = 0;
        double largest = 0;
        int numbers = 0;
        foreach (OwnStep step in own.Wrong.Where(MayChange))
        {
            if (Bits(suspicion, step) is { } found)
            {
                explained.Add(step);
                bits += found.Sum;
                largest = Math.Max(largest, found.Largest);
                numbers += found.Numbers;
            }
        }

        bits -= suspicion.IsFitted ? largest : 0;
        double enough = numbers == 1 ? Math.Max(suspicion.EnoughBits, suspicion.EnoughBitsOfOne) : suspicion.EnoughBits;
        return explained.Count > 0 && bits >= enough && MayShow(suspicion, explained) && IsWhole(suspicion, explained)
            && own.All.Where(step => !step.IsWrong && MayChange(step)).All(Holds)
            ? (explained, bits)
            : ([], 0);

        bool MayChange(OwnStep step) => step.Step.Index >= own.Evidence.Order(suspicion);
        bool Holds(OwnStep step) => StillHolds(suspicion, step);
    }

    /// <summary>Another convention of the loss is in its value and in δ of the last layer.</summary>
    private bool IsWhole(Suspicion suspicion, List<OwnStep> explained) => suspicion.Convention is null
        || own.Wrong.All(step => step.Step != own.Fixture.Layout.Delta(own.Evidence.Layers - 1) || explained.Contains(step));

    /// <summary>Zeros alone show no parameter: many values of many mistakes produce them.</summary>
    private static bool MayShow(Suspicion suspicion, List<OwnStep> steps)
        => suspicion.Argument is null || steps.Exists(step => step.IsMoreThanZeros);

    /// <summary>The bits of evidence that a wrong step gives for a mistake; null where its numbers are not the mistake's.</summary>
    private (double Sum, double Largest, int Numbers)? Bits(Suspicion suspicion, OwnStep step)
    {
        if (own.Calculated(suspicion, step.Step) is not { } mistaken || !MayFit(step, mistaken) || !IsCloser(step, mistaken)
            || own.Allowed(suspicion, step.Step, mistaken) is not { } allowed)
        {
            return null;
        }

        double sum = 0;
        double largest = 0;
        int numbers = 0;
        foreach (int i in step.Indices)
        {
            double left = Math.Abs(mistaken[i] - step.Given[i]);
            double correct = Math.Abs(step.Expected[i] - step.Given[i]);
            double margin = allowed[i] + own.Evidence.LastDigit(step.Step, step.Given[i], mistaken[i]);
            if (!(left <= margin))
            {
                return null;
            }

            if (correct <= Math.Max(margin, step.Allowed[i]))
            {
                continue;
            }

            if (own.Evidence.Other.Format is not null && left > correct / 2)
            {
                return null;
            }

            double hit = own.Evidence.Hit(step.Step, left, margin, step.Given[i]);
            double most = own.Evidence.MostBits(step.Given[i]);
            double bits = hit > 0 ? Math.Min(Math.Log2(correct / hit), most) : most;
            sum += bits;
            largest = Math.Max(largest, bits);
            numbers++;
        }

        return sum > 0 ? (sum, largest, numbers) : null;
    }

    /// <summary>Whether a wrong number is closer to the mistaken one than to the right one, as some must be if they are to be evidence. It
    /// takes much longer to find out how close is close enough.</summary>
    private bool IsCloser(OwnStep step, double[] mistaken)
    {
        double most = own.Evidence.Other.Format is null ? 1 : 0.5;
        return step.Indices.Any(i =>
        {
            double correct = Math.Abs(step.Expected[i] - step.Given[i]);
            return correct > step.Allowed[i] && Math.Abs(mistaken[i] - step.Given[i]) <= most * correct;
        });
    }

    private bool MayFit(OwnStep step, double[] mistaken)
    {
        if (own.Evidence.Other.Format is not { } format)
        {
            // What is allowed after a training takes several more trainings to find out.
            return !step.Step.IsAfterTraining || step.Indices.All(i => Math.Abs(mistaken[i] - step.Given[i])
                <= (QuickDigits * own.Evidence.LastDigit(step.Step, step.Given[i], mistaken[i]))
                    + (Math.Abs(step.Expected[i] - step.Given[i]) / 2));
        }

        double largest = 0;
        foreach (int i in step.Indices)
        {
            // Where terms cancel, both are much smaller than the terms; the right number gives an idea of their size.
            largest = Math.Max(largest, Math.Max(Math.Abs(step.Expected[i]), Math.Max(Math.Abs(mistaken[i]), Math.Abs(step.Given[i]))));
        }

        double margin = QuickUnits * format.Rounding.UnitRoundoff * largest;
        return step.Indices.All(i => Math.Abs(mistaken[i] - step.Given[i]) <= margin);
    }

    private bool StillHolds(Suspicion suspicion, OwnStep step)
    {
        if (own.Calculated(suspicion, step.Step) is not { } mistaken)
        {
            return false;
        }

        if (!_correct.TryGetValue(step.Step.Index, out double[]? correct))
        {
            correct = own.Calculated(new Variation(), step.Step);
            _correct.Add(step.Step.Index, correct);
        }

        return (correct is not null && correct.AsSpan().SequenceEqual(mistaken))
            || (MayFit(step, mistaken) && own.Allowed(suspicion, step.Step, mistaken) is { } allowed
                && step.Indices.All(i => Math.Abs(mistaken[i] - step.Given[i]) <= Margin(step, i, Math.Max(
                    allowed[i] + own.Evidence.LastDigit(step.Step, step.Given[i], mistaken[i]), step.Allowed[i]))));
    }

    /// <summary>A person's number may be right although it is further off: a factor that is not written down may have been
    /// rounded.</summary>
    private double Margin(OwnStep step, int index, double allowed)
    {
        double correct = Math.Abs(step.Expected[index] - step.Given[index]);
        return own.Evidence.Other.Format is null && correct > allowed ? correct + allowed : allowed;
    }
}
