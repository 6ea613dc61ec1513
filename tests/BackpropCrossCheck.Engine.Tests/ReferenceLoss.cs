namespace BackpropCrossCheck.Engine.Tests;

/// <summary>One row of losses.csv: a fused cross-entropy of one sample. <see cref="Scales"/> are |y·Σt| + |t|, cancelled terms
/// apart.</summary>
internal sealed record ReferenceLoss(
    string Kind, double[] Logits, double[] Labels, double Loss, double[] Deltas, double[] Scales, double[] Outputs)
{
    public ReferenceLoss(string[] row)
        : this(row[0], Numbers(row[1]), Numbers(row[2]), ReferenceTable.Number(row[3]), Numbers(row[4]), Numbers(row[5]), Numbers(row[6]))
    {
    }

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(ReferenceTable.Number)];
}
