using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Grading;

/// <summary>How many numbers of a hand calculation have a mark.</summary>
/// <param name="Status">The mark.</param>
/// <param name="Numbers">How many; at least 1.</param>
public sealed record MarkCount(GradeStatus Status, int Numbers)
{
    /// <summary>The counts of a calculation, blanks included, in the order of the marks.</summary>
    /// <param name="tensors">The tensors, graded.</param>
    internal static IReadOnlyList<MarkCount> Of(IReadOnlyList<TensorComparison> tensors)
    {
        int[] counts = new int[(int)GradeStatus.NotGiven + 1];
        foreach (GradeStatus status in tensors.SelectMany(tensor => tensor.Statuses ?? []))
        {
            counts[(int)status]++;
        }

        return [.. Enumerable.Range(0, counts.Length).Where(status => counts[status] > 0).Select(status => new MarkCount((GradeStatus)status, counts[status]))];
    }
}
