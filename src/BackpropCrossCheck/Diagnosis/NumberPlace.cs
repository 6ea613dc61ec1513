using System.Globalization;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Where a number stands, in words.</summary>
internal static class NumberPlace
{
    /// <summary>"output, layer 1, unit 2"; "gradient, layer 2, weight (1, 2)"; "loss".</summary>
    /// <param name="step">Its step.</param>
    /// <param name="index">Its row-major index.</param>
    public static string Of(Step step, int index)
    {
        (int? sample, int? row, int? column) = step.AddressOf(index);
        string layer = step.Layer < 0 ? string.Empty : $", layer {step.Layer + 1}";
        string within = step.RowsAreSamples && step.Rows > 1 ? $", sample {sample}, unit {row}"
            : step.RowsAreSamples ? $", unit {row}"
            : step.IsWeights ? $", weight ({row}, {column})"
            : step.IsBias ? $", bias {row}"
            : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{ContractWords.Of(step.Quantity)}{layer}{within}");
    }
}
