using System.Diagnostics;
using System.Globalization;

namespace BackpropCrossCheck.Comparison;

/// <summary>The smallest defect that a rule would have noticed in a tensor.</summary>
/// <param name="Relative">What is allowed for the tensor's largest number, relative to that number, to three digits. Null if the tensor has
/// no number that is finite and not 0, or if anything is allowed there.</param>
/// <param name="ZeroPasses">Whether no number of the tensor can be distinguished from 0: a tensor of zeros would have passed or been
/// undecidable.</param>
internal readonly record struct SmallestDefect(double? Relative, bool ZeroPasses)
{
    /// <summary>The smallest defect among the given numbers of a tensor.</summary>
    /// <param name="tensor">The tensor, after judging.</param>
    /// <param name="rule">The rule that judged it.</param>
    public static SmallestDefect Of(TensorComparison tensor, AcceptanceRule rule)
    {
        int largest = -1;
        bool zeroPasses = true;
        for (int i = 0; i < tensor.Step.Length; i++)
        {
            if (!tensor.IsGiven(i))
            {
                continue;
            }

            double magnitude = Math.Abs(tensor.Engine[i]);
            double allowed = rule.AllowedForZero(tensor, i);
            zeroPasses &= (double.IsPositiveInfinity(allowed) || magnitude <= allowed) && !StepSeesZero(tensor, i);
            if (magnitude > 0 && double.IsFinite(magnitude) && (largest < 0 || magnitude > Math.Abs(tensor.Engine[largest])))
            {
                largest = i;
            }
        }

        double share = largest < 0 ? double.PositiveInfinity : Allowed(tensor, largest) / Math.Abs(tensor.Engine[largest]);
        return new SmallestDefect(double.IsFinite(share) ? ThreeDigits(share) : null, zeroPasses);
    }

    /// <summary>What is allowed for a number, by the engine's or by its own step, whichever is less.</summary>
    private static double Allowed(TensorComparison tensor, int index) => IsJudgedByStep(tensor, index)
        ? Math.Min(tensor.Allowed[index], tensor.StepAllowed!.Value[index])
        : tensor.Allowed[index];

    /// <summary>Whether a 0 in a number's place would not follow from the other side's own numbers.</summary>
    private static bool StepSeesZero(TensorComparison tensor, int index)
        => IsJudgedByStep(tensor, index) && !tensor.IsOfEachOther
            && Math.Abs(tensor.FromOwnNumbers?[index] ?? 0) > tensor.StepAllowed!.Value[index];

    private static bool IsJudgedByStep(TensorComparison tensor, int index)
        => tensor.StepAllowed is not null && tensor.StepVerdicts?[index] is StepVerdict.Follows or StepVerdict.Wrong;

    private static double ThreeDigits(double value)
    {
        Span<byte> text = stackalloc byte[16];
        return value.TryFormat(text, out int length, "E2", CultureInfo.InvariantCulture)
            ? double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture)
            : throw new UnreachableException("Three digits and an exponent have at most 10 characters.");
    }
}
