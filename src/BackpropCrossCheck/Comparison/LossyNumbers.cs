using System.Runtime.InteropServices;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>Numbers that agree and have lost their digits. Rounding explains them, but only that of a formula whose terms cancel: they are
/// off by more than a quarter, and outside the rule for careful programs.</summary>
/// <remarks>A number that was judged from its own operands is lossy in that step or not at all. The others are judged in the whole
/// calculation, those after training aside: their rounding is measured with the formulas of any program.</remarks>
internal static class LossyNumbers
{
    /// <summary>The share of a number that has to be lost.</summary>
    private const double Share = 0.25;

    /// <summary>Whether a number is so far off that its digits may be lost.</summary>
    /// <param name="given">The number.</param>
    /// <param name="right">What it should be.</param>
    public static bool IsFar(double given, double right) => Math.Abs(given - right) > Share * Math.Abs(right);

    /// <summary>Marks those that were not judged from their own operands.</summary>
    /// <param name="tensors">The tensors, judged; the lossy numbers of their steps are marked.</param>
    /// <param name="careful">The rule for careful programs; it is made only if a number needs it.</param>
    public static IReadOnlyList<TensorComparison> Mark(IReadOnlyList<TensorComparison> tensors, Lazy<RoundingRule> careful)
    {
        TensorComparison[]? marked = null;
        for (int i = 0; i < tensors.Count; i++)
        {
            if (!tensors[i].Step.IsAfterTraining && Mark(tensors[i], careful) is var tensor && !ReferenceEquals(tensor, tensors[i]))
            {
                (marked ??= [.. tensors])[i] = tensor;
            }
        }

        return marked ?? tensors;
    }

    /// <summary>Makes every lossy number a discrepancy. One that was judged from its own operands does not follow from them then.</summary>
    /// <param name="tensors">The tensors, marked.</param>
    public static IReadOnlyList<TensorComparison> Refuse(IReadOnlyList<TensorComparison> tensors)
        => [.. tensors.Select(tensor => tensor.Lossy is { } lossy ? Refuse(tensor, lossy) : tensor)];

    /// <summary>How many there are, and the first in the order of the calculation.</summary>
    /// <param name="tensors">The tensors, marked.</param>
    /// <param name="format">The format whose ulps distances are counted in.</param>
    public static (int Count, ComparedNumber? First) Count(IReadOnlyList<TensorComparison> tensors, FloatFormat? format)
    {
        int count = 0;
        ComparedNumber? first = null;
        foreach (TensorComparison tensor in tensors)
        {
            if (tensor.Lossy is { } lossy)
            {
                count += lossy.AsSpan().Count(true);
                first ??= tensor.Number(lossy.IndexOf(true), format);
            }
        }

        return (count, first);
    }

    private static TensorComparison Mark(TensorComparison tensor, Lazy<RoundingRule> careful)
    {
        bool[]? lossy = null;
        LargestMagnitudes? largest = null;
        for (int i = 0; i < tensor.Step.Length; i++)
        {
            bool isOpen = tensor.IsGiven(i) && tensor.Verdicts[i] == NumberVerdict.Agrees && tensor.StepVerdicts?[i] != StepVerdict.Follows;
            if (isOpen && IsFar(tensor.Other[i], tensor.Engine[i])
                && careful.Value.Judge(tensor, i, largest ??= LargestMagnitudes.In(tensor)).Verdict == NumberVerdict.Differs)
            {
                lossy ??= tensor.Lossy?.ToArray() ?? new bool[tensor.Step.Length];
                lossy[i] = true;
            }
        }

        return lossy is null ? tensor : tensor with { Lossy = ImmutableCollectionsMarshal.AsImmutableArray(lossy) };
    }

    private static TensorComparison Refuse(TensorComparison tensor, IReadOnlyList<bool> lossy) => tensor with
    {
        Verdicts = [.. tensor.Verdicts.Select((verdict, i) => lossy[i] ? NumberVerdict.Differs : verdict)],
        StepVerdicts = tensor.StepVerdicts is not { } steps ? null
            : [.. steps.Select((verdict, i) => lossy[i] && verdict == StepVerdict.Follows ? StepVerdict.Wrong : verdict)],
    };
}
