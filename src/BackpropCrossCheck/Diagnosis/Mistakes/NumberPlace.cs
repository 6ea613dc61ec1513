using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Where a number stands, in words.</summary>
internal static class NumberPlace
{
    /// <summary>"δ of layer 1, unit 2 of sample 3".</summary>
    /// <param name="step">The step.</param>
    /// <param name="index">The number's row-major index.</param>
    public static string Of(Step step, int index)
    {
        if (step.Layer < 0)
        {
            return step.Quantity.Symbol;
        }

        (int? sample, int? row, int? column) = step.AddressOf(index);
        string unit = sample is { } n ? $"unit {row} of sample {n}" : column is { } m ? $"row {row}, column {m}" : $"unit {row}";
        return FormattableString.Invariant($"{step.Quantity.Symbol} of layer {step.Layer + 1}, {unit}");
    }
}
