using System.Globalization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Right numbers that do not follow from the person's own.</summary>
internal sealed class KeyCopied : Mistake
{
    /// <summary>How many bits the numbers that do not follow must provide.</summary>
    private const double EnoughBits = 5;

    /// <summary>A number of one digit is right in many ways.</summary>
    private const double LeastUnits = 10;

    /// <inheritdoc/>
    public override string Cause => "key-copied";

    /// <inheritdoc/>
    public override string Sentence => "a number is right, and does not follow from the wrong one before it";

    /// <inheritdoc/>
    public override string Advice => "Either it was taken from somewhere else, or the wrong number is not the one that was used.";

    /// <inheritdoc/>
    public override string Signs => "After a wrong number the right ones go on, where wrong ones would follow.";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence) => [];

    /// <summary>The finding if right numbers come after a wrong one and do not follow from it; otherwise null.</summary>
    /// <param name="own">The person's calculation.</param>
    public Finding? Find(OwnSteps own)
    {
        Evidence evidence = own.Evidence;
        if (!evidence.IsByHand || own.Wrong.Count == 0)
        {
            return null;
        }

        OwnStep origin = own.Wrong[0];
        if (origin.Indices.All(i => !origin.Wrong[i] || new WrittenNumber(own, origin, i).IsOneDigitOff))
        {
            // The right number was used, and only written down wrongly.
            return null;
        }

        (OwnStep Step, int Index)? first = null;
        double bits = 0;
        foreach (OwnStep step in own.All.Where(step => step.Step.Index > origin.Step.Index))
        {
            TensorComparison tensor = evidence.Tensors.First(tensor => tensor.Step == step.Step);
            foreach (int i in step.Indices.Where(i => !step.Wrong[i] && tensor.Settles(i) && tensor.Verdicts[i] == NumberVerdict.Agrees))
            {
                double off = Math.Abs(step.Given[i] - step.Expected[i]);
                double unit = Digits.Unit(evidence.Other.PrecisionOf(step.Step), step.Given[i]);
                if (off > step.Allowed[i] && Math.Abs(step.Given[i]) >= LeastUnits * unit)
                {
                    first ??= (step, i);
                    bits += Math.Log2(off / evidence.Hit(step.Step, 0, step.Allowed[i], step.Given[i]));
                }
            }
        }

        return first is not { } found || bits < EnoughBits ? null : Found(found.Step, found.Index);
    }

    private Finding Found(OwnStep step, int index)
    {
        string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
        return new Finding(
            Cause,
            step.Layer < 0 ? null : step.Layer + 1,
            null,
            0,
            $"{NumberPlace.Of(step.Step, index)}: {Number(step.Given[index])} is right, and does not follow from the wrong "
                + $"number before it, which leads to {Number(step.Expected[index])}. {Advice}");
    }
}
