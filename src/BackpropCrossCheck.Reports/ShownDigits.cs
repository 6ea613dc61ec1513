namespace BackpropCrossCheck.Reports;

/// <summary>How many digits of numbers are shown.</summary>
/// <param name="ValueWidth">The width of a number in characters.</param>
/// <param name="Moderate">The format of distances of moderate size.</param>
/// <param name="Extreme">The format of all other distances.</param>
internal sealed record ShownDigits(int ValueWidth, string Moderate, string Extreme)
{
    /// <summary>Every digit of the numbers, three of the distances.</summary>
    public static ShownDigits All { get; } = new(int.MaxValue, "G3", "0.0E+0");
}
