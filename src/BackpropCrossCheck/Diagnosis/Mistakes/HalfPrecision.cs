using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation is done in float16.</summary>
internal sealed class HalfPrecision() : CoarserPrecision(FormatRounding.Float16, value => (double)(Half)value, leavesItsGrid: false)
{
    /// <inheritdoc/>
    public override string Cause => "half-precision";

    /// <inheritdoc/>
    public override string Sentence => "float16 is used in a calculation that is said to be in another format";

    /// <inheritdoc/>
    public override string Advice
        => "Calculate in the format that is stated, or state the numbers with their digits: 3 significant ones.";

    /// <inheritdoc/>
    public override string Signs => "Errors of the order of 5e-4 of each number, and numbers with at most eleven bits.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["mxnet#17703", "pytorch/pytorch#156513"];

    /// <inheritdoc/>
    protected override string Text
        => "Every number is right within the rounding of float16, and most have no more bits than float16 holds. " + Advice;
}
