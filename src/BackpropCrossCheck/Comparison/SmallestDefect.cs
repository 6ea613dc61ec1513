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
            zeroPasses &= double.IsPositiveInfinity(allowed) || magnitude <= allowed;
            if (magnitude > 0 && double.IsFinite(magnitude) && (largest < 0 || magnitude > Math.Abs(tensor.Engine[largest])))
            {
                largest = i;
            }
        }

        double share = largest < 0 ? double.PositiveInfinity : tensor.Allowed[largest] / Math.Abs(tensor.Engine[largest]);
        return new SmallestDefect(double.IsFinite(share) ? ThreeDigits(share) : null, zeroPasses);
    }

    private static double ThreeDigits(double value)
        => double.Parse(value.ToString("E2", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
