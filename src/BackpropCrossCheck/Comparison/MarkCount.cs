namespace BackpropCrossCheck.Comparison;

/// <summary>How many numbers of a hand calculation have a particular mark.</summary>
/// <param name="Status">The mark.</param>
/// <param name="Numbers">How many; at least 1.</param>
public sealed record MarkCount(GradeStatus Status, int Numbers)
{
    private static readonly GradeStatus[] Statuses = Enum.GetValues<GradeStatus>();

    /// <summary>The counts of a calculation, including blanks, in the order of the marks.</summary>
    /// <param name="tensors">The tensors, after grading.</param>
    internal static IReadOnlyList<MarkCount> Of(IReadOnlyList<TensorComparison> tensors)
    {
        var counts = new List<MarkCount>();
        foreach (GradeStatus status in Statuses)
        {
            int numbers = 0;
            foreach (TensorComparison tensor in tensors)
            {
                numbers += tensor.CountOf(status);
            }

            if (numbers > 0)
            {
                counts.Add(new MarkCount(status, numbers));
            }
        }

        return counts;
    }
}
