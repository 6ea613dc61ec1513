using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading;

/// <summary>Finds the numbers that are 0 whatever is done, because an own number before them is 0. Once δ of a layer is 0, every later δ
/// and gradient is; nothing shows that the person can calculate them.</summary>
internal static class TrivialNumbers
{
    /// <summary>Marks them: the numbers that follow, after the first step from which nothing but zeros is given. That step itself may be
    /// right from the numbers before it.</summary>
    /// <param name="tensors">The graded tensors, in the order of the calculation.</param>
    /// <param name="given">The person's numbers.</param>
    /// <returns>The tensors, and that step; null if nothing is trivial.</returns>
    public static (IReadOnlyList<TensorComparison> Tensors, Step? From) Mark(IReadOnlyList<TensorComparison> tensors, TensorSet given)
    {
        Step? from = FirstOfZeros(tensors, given);
        bool IsOfZeros(TensorComparison tensor) => from is not null && tensor.Step.Index > from.Index;
        return tensors.Any(tensor => IsOfZeros(tensor) && !tensor.Step.IsAfterTraining && tensor.CountOf(GradeStatus.Follows) > 0)
            ? ([.. tensors.Select(tensor => IsOfZeros(tensor) ? Marked(tensor) : tensor)], from)
            : (tensors, null);
    }

    /// <summary>The first of the steps at the end, training aside, from which nothing but zeros is given; null if there is none.</summary>
    private static Step? FirstOfZeros(IReadOnlyList<TensorComparison> tensors, TensorSet given)
    {
        Step? first = null;
        for (int i = tensors.Count - 1; i >= 0; i--)
        {
            Step step = tensors[i].Step;
            if (step.IsAfterTraining)
            {
                continue;
            }

            if (!IsZero(step, given))
            {
                break;
            }

            first = step;
        }

        return first;
    }

    private static bool IsZero(Step step, TensorSet given)
    {
        for (int i = 0; i < step.Length; i++)
        {
            if (given.Has(step, i) && given[step]![i] != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static TensorComparison Marked(TensorComparison tensor) => tensor with
    {
        Statuses = [.. tensor.Statuses!.Value.Select(status => status == GradeStatus.Follows ? GradeStatus.Trivial : status)],
    };
}
