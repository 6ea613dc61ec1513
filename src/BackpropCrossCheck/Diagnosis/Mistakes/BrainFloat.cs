using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation is done in bfloat16.</summary>
internal sealed class BrainFloat() : CoarserPrecision(FormatRounding.BFloat16, FormatRounding.NearestBFloat16, leavesItsGrid: false)
{
    /// <inheritdoc/>
    public override string Cause => "bfloat16";

    /// <inheritdoc/>
    public override string Sentence => "bfloat16 is used in a calculation that is said to be in another format";

    /// <inheritdoc/>
    public override string Advice
        => "Calculate in the format that is stated, or state the numbers with their digits: 2 significant ones.";

    /// <inheritdoc/>
    public override string Signs => "Errors of the order of 4e-3 of each number, and numbers with at most eight bits.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["pytorch/xla#2425"];

    /// <inheritdoc/>
    protected override string Text
        => "Every number is right within the rounding of bfloat16, and most have no more bits than bfloat16 holds. " + Advice;
}
