using System.Runtime.InteropServices;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>Decides when two numbers agree.</summary>
internal abstract class AcceptanceRule
{
    /// <summary>The rule in words; a fixed rule with its figures.</summary>
    public abstract string Text { get; }

    /// <summary>Judges every number of a tensor. A number that is not given agrees.</summary>
    /// <param name="tensor">The tensor, with both sides stated in one convention.</param>
    /// <returns>The tensor with the allowed differences, the verdicts and the causes.</returns>
    public TensorComparison Judge(TensorComparison tensor)
    {
        var largest = LargestMagnitudes.In(tensor);
        var verdicts = new NumberVerdict[tensor.Engine.Length];
        // Mostly the rule allows what it has ready; then nothing is copied.
        double[]? ready = AllowedForAll(tensor.Step);
        double[] allowed = ready ?? new double[verdicts.Length];
        UndecidableCause[]? causes = null;
        for (int i = 0; i < allowed.Length; i++)
        {
            NumberJudgement judgement = Judge(tensor, i, largest);
            if (ready is null || allowed[i] != judgement.Allowed)
            {
                allowed = ReferenceEquals(allowed, ready) ? [.. ready] : allowed;
                allowed[i] = judgement.Allowed;
            }

            if (tensor.IsGiven(i) && judgement.Verdict != NumberVerdict.Agrees)
            {
                verdicts[i] = judgement.Verdict;
                causes ??= new UndecidableCause[allowed.Length];
                causes[i] = judgement.Cause;
            }
        }

        return tensor with
        {
            Allowed = ImmutableCollectionsMarshal.AsImmutableArray(allowed),
            Verdicts = ImmutableCollectionsMarshal.AsImmutableArray(verdicts),
            Causes = causes is null ? null : ImmutableCollectionsMarshal.AsImmutableArray(causes),
        };
    }

    /// <summary>What is allowed for most numbers of a tensor; null if that is worked out number by number.</summary>
    /// <param name="step">The tensor.</param>
    protected virtual double[]? AllowedForAll(Step step) => null;

    /// <summary>Judges one number.</summary>
    /// <param name="tensor">Its tensor.</param>
    /// <param name="index">Its row-major index.</param>
    /// <param name="largest">The largest magnitudes in the tensor.</param>
    public abstract NumberJudgement Judge(TensorComparison tensor, int index, LargestMagnitudes largest);

    /// <summary>The largest number that the rule cannot distinguish from a 0 on the other side.</summary>
    /// <param name="tensor">The tensor, after judging.</param>
    /// <param name="index">The row-major index of the number.</param>
    public virtual double AllowedForZero(TensorComparison tensor, int index) => tensor.Allowed[index];

    /// <summary>|x − y| ≤ allowed; equal numbers agree, NaN equals nothing, and an infinity agrees only with itself.</summary>
    protected static bool Agree(double x, double y, double allowed)
        => x == y || (double.IsFinite(x) && double.IsFinite(y) && Math.Abs(x - y) <= allowed);

    /// <summary>The judgement of a number within what is allowed. It is undecidable if rounding may be as large as the largest magnitude in
    /// the engine's tensor, since 0 or noise would then agree as well.</summary>
    protected static NumberJudgement Within(double allowed, double rounding, LargestMagnitudes largest) => rounding >= largest.OfEngine
        ? NumberJudgement.Undecidable(allowed, UndecidableCause.Rounding)
        : NumberJudgement.Agrees(allowed);

    /// <summary>The judgement of a number beyond what is allowed. It differs, unless both numbers are finite and the allowed difference is
    /// as large as the largest magnitude in both tensors.</summary>
    protected static NumberJudgement Beyond(double x, double y, double allowed, LargestMagnitudes largest)
        => double.IsFinite(x) && double.IsFinite(y) && allowed >= largest.OfBoth
            ? NumberJudgement.Undecidable(allowed, UndecidableCause.Rounding)
            : NumberJudgement.Differs(allowed);
}
