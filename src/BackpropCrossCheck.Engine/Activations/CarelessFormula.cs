using System.Globalization;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>A formula that honest programs use and that loses the digits of its result in part of its range.</summary>
/// <param name="Text">"tanh' as 1 − z²".</param>
/// <param name="Where">On which side of the limit: "above |a|", "below a".</param>
/// <param name="Limit">Beyond this nothing is left of the result, in the format in question.</param>
public sealed record CarelessFormula(string Text, string Where, double Limit)
{
    /// <summary>"tanh' as 1 − z²: nothing is left above |a| = 19.06".</summary>
    public override string ToString()
        => $"{Text}: nothing is left {Where} = {Digits}";

    private string Digits => Limit.ToString("G4", CultureInfo.InvariantCulture)
        .Replace("E+", "e", StringComparison.Ordinal)
        .Replace('E', 'e');
}
