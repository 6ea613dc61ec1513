using System.Globalization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports;

/// <summary>Describes what the rule of a comparison lets pass.</summary>
internal static class RuleText
{
    /// <summary>"would have seen 0.02 % in every tensor"; null if the comparison has no such information.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string? Sees(ResultComparison comparison)
    {
        var seeing = new List<TensorSummary>();
        int blind = 0;
        foreach (TensorSummary tensor in comparison.Summaries)
        {
            if (tensor.Numbers > 0 && tensor.ZeroPasses)
            {
                blind++;
            }
            else if (tensor.Numbers > 0 && tensor.Sees is not null)
            {
                seeing.Add(tensor);
            }
        }

        return seeing.Count + blind == 0 ? null
            : seeing.Count == 0 ? $"zeros would pass in {(blind == 1 ? "its only tensor" : "every tensor")}"
            : blind == 0 ? $"would have seen {Percent(seeing)} in every tensor"
            : $"would have seen {Percent(seeing)} in every tensor but {blind.ToString(CultureInfo.InvariantCulture)}, "
                + "where zeros would pass";
    }

    /// <summary>"would have seen 0.02 %", for one tensor; null if the comparison has no such information.</summary>
    /// <param name="tensor">The tensor.</param>
    public static string? Sees(TensorSummary tensor) => tensor.ZeroPasses ? "zeros would pass"
        : tensor.Sees is null ? null
        : $"would have seen {Percent([tensor])}";

    private static string Percent(List<TensorSummary> tensors)
    {
        double largest = tensors[0].Sees ?? 0;
        foreach (TensorSummary tensor in tensors)
        {
            double sees = tensor.Sees ?? 0;
            largest = sees > largest || double.IsNaN(largest) ? sees : largest;
        }

        double percent = 100 * largest;
        string text = percent is 0 or (>= 0.0001 and < 1000)
            ? percent.ToString("G2", CultureInfo.InvariantCulture)
            : percent.ToString("0.#e0", CultureInfo.InvariantCulture);
        return (text.Contains('E', StringComparison.Ordinal) ? percent.ToString("F0", CultureInfo.InvariantCulture) : text) + " %";
    }
}
