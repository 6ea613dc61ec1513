using NUnit.Framework.Constraints;

namespace BackpropCrossCheck.NUnit;

/// <summary>What came out of a comparison, as NUnit tells it.</summary>
/// <param name="constraint">The constraint.</param>
/// <param name="actual">The value of the test.</param>
/// <param name="isSuccess">Whether it is as it should be.</param>
/// <param name="text">What is said where it is not.</param>
internal sealed class CalculationResult(CalculationConstraint constraint, object? actual, bool isSuccess, ComparisonText text)
    : ConstraintResult(constraint, actual, isSuccess)
{
    /// <inheritdoc/>
    public override void WriteActualValueTo(MessageWriter writer) => writer.Write(text.Summary);

    /// <inheritdoc/>
    public override void WriteAdditionalLinesTo(MessageWriter writer)
    {
        foreach (string line in text.Lines)
        {
            writer.WriteMessageLine(0, "{0}", line);
        }
    }
}
