using NUnit.Framework.Constraints;

namespace BackpropCrossCheck.NUnit;

/// <summary>The result of a comparison, in NUnit's form.</summary>
/// <param name="constraint">The constraint.</param>
/// <param name="actual">The value under test.</param>
/// <param name="isSuccess">Whether the constraint is satisfied.</param>
/// <param name="text">The text for a failure.</param>
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
