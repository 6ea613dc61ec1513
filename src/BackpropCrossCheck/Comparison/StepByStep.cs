using System.Runtime.InteropServices;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Comparison;

/// <summary>What becomes of the global rule's verdicts where numbers are judged from the other side's own numbers as well.</summary>
/// <remarks>A number whose step fails differs. One that rounding or a kink leaves undecidable agrees if its step holds, tells, and is
/// covered: every operand agrees or is covered in turn, back to the inputs and labels. Then it is what an honest program gets, whatever
/// rounding made of it. A number that agrees with the engine is not blamed for an operand that differs: it does not follow from that
/// operand, but it is right.</remarks>
internal sealed class StepByStep
{
    private readonly Convention _convention;
    private readonly OperandMarks _covered;
    private readonly OperandMarks _right;

    private StepByStep(Fixture fixture, Convention convention)
    {
        _convention = convention;
        _covered = new OperandMarks(fixture, ofMissing: false);
        _right = new OperandMarks(fixture, ofMissing: true);
    }

    /// <summary>The tensors with both judgements.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="convention">The convention of the comparison.</param>
    /// <param name="tensors">The tensors that are given, judged by the global rule, in the order of the calculation.</param>
    /// <param name="steps">The steps, judged.</param>
    public static IReadOnlyList<TensorComparison> Merge(
        Fixture fixture,
        Convention convention,
        IReadOnlyList<TensorComparison> tensors,
        IReadOnlyDictionary<int, StepJudgement> steps)
    {
        var merger = new StepByStep(fixture, convention);
        return [.. tensors.Select(tensor => steps.TryGetValue(tensor.Step.Index, out StepJudgement? step)
            ? merger.Merge(tensor, step)
            : tensor)];
    }

    private TensorComparison Merge(TensorComparison tensor, StepJudgement step)
    {
        // No step has a gradient's numbers for its operands, so no marks are missed.
        if (step.Rows == 0)
        {
            return tensor with { StepRows = step.Rows };
        }

        bool[] areCovered = _covered.OfOperands(tensor.Step);
        bool[] areRight = _right.OfOperands(tensor.Step);
        NumberVerdict[] verdicts = tensor.Verdicts.AsSpan().ToArray();
        StepVerdict[] ofSteps = step.Verdicts.AsSpan().ToArray();
        UndecidableCause[]? causes = tensor.Causes is { } known ? [.. known] : null;
        bool[] covered = new bool[verdicts.Length];
        bool[]? bySteps = null;
        bool[] right = new bool[verdicts.Length];
        bool[]? lossy = null;
        for (int i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i] != NumberVerdict.Differs)
            {
                Judge(i);
            }

            covered[i] = (tensor.IsGiven(i) && verdicts[i] == NumberVerdict.Agrees)
                || (areCovered[i] && ofSteps[i] == StepVerdict.Follows && verdicts[i] != NumberVerdict.Differs);
            right[i] = verdicts[i] != NumberVerdict.Differs;
            if (step.Careless?[i] == true && verdicts[i] == NumberVerdict.Agrees)
            {
                (lossy ??= new bool[verdicts.Length])[i] = true;
            }
        }

        _covered.Set(tensor.Step, covered);
        _right.Set(tensor.Step, right);
        double[] expected = _convention.StateOther(tensor.Step, step.Expected);
        return tensor with
        {
            Verdicts = ImmutableCollectionsMarshal.AsImmutableArray(verdicts),
            Causes = causes is null ? null : ImmutableCollectionsMarshal.AsImmutableArray(causes),
            StepVerdicts = ImmutableCollectionsMarshal.AsImmutableArray(ofSteps),
            StepAllowed = ImmutableCollectionsMarshal.AsImmutableArray(_convention.StateWidths(tensor.Step, step.Allowed)),
            BySteps = bySteps is null ? null : ImmutableCollectionsMarshal.AsImmutableArray(bySteps),
            StepFrom = step.From,
            IsOfEachOther = step.IsOfEachOther,
            StepRows = step.Rows,
            Lossy = lossy is null ? null : ImmutableCollectionsMarshal.AsImmutableArray(lossy),
            FromOwnNumbers = ImmutableCollectionsMarshal.AsImmutableArray(Judged(expected, ofSteps)),
        };

        void Judge(int i)
        {
            UndecidableCause cause = causes?[i] ?? UndecidableCause.None;
            bool maySettle = cause is UndecidableCause.None or UndecidableCause.Rounding or UndecidableCause.Kink;
            // If the engine's number is not finite, nothing can follow here.
            if (ofSteps[i] == StepVerdict.Wrong && (!areRight[i] || !double.IsFinite(tensor.Engine[i])))
            {
                ofSteps[i] = StepVerdict.NoOperands;
            }
            else if (ofSteps[i] == StepVerdict.Wrong && maySettle)
            {
                verdicts[i] = NumberVerdict.Differs;
                Settle(i);
            }
            else if (ofSteps[i] == StepVerdict.Wrong)
            {
                ofSteps[i] = StepVerdict.Undecidable;
            }
            else if (cause != UndecidableCause.None && maySettle && areCovered[i] && step.Tells(i))
            {
                verdicts[i] = NumberVerdict.Agrees;
                (bySteps ??= new bool[verdicts.Length])[i] = true;
                Settle(i);
            }
        }

        void Settle(int i)
        {
            if (causes is not null)
            {
                causes[i] = UndecidableCause.None;
            }
        }
    }

    /// <summary>What follows, where a number was judged from it.</summary>
    private static double?[] Judged(double[] expected, StepVerdict[] verdicts)
    {
        double?[] judged = new double?[expected.Length];
        for (int i = 0; i < judged.Length; i++)
        {
            judged[i] = IsJudged(verdicts[i]) && !double.IsNaN(expected[i]) ? expected[i] : null;
        }

        return judged;
    }

    private static bool IsJudged(StepVerdict verdict) => verdict is StepVerdict.Follows or StepVerdict.Wrong;
}
