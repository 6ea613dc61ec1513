namespace BackpropCrossCheck.Comparison;

/// <summary>The range of powers of ten that numbers cover, and whether some numbers have no logarithm.</summary>
/// <param name="Low">The exponent of the lowest power of ten.</param>
/// <param name="High">The exponent of the highest power of ten.</param>
/// <param name="HasZero">Whether there are zeros, or numbers that count as zero.</param>
/// <param name="IsCutOff">Whether some of the numbers that count as zero are merely very small.</param>
/// <param name="HasInfinity">Whether there are infinities; NaN counts as one.</param>
internal readonly record struct LogRange(int Low, int High, bool HasZero, bool IsCutOff, bool HasInfinity)
{
    /// <summary>The range of numbers.</summary>
    /// <param name="values">The numbers, not negative.</param>
    /// <param name="decades">The number of powers of ten to distinguish; anything smaller counts as 0.</param>
    /// <param name="beside">A range that this one must include; null for none.</param>
    public static LogRange Of(IReadOnlyCollection<double> values, int decades, LogRange? beside = null)
    {
        IEnumerable<double> finite = values.Where(value => value > 0 && double.IsFinite(value));
        double[] exponents = [.. finite.Select(Math.Log10), .. beside is { } other ? new double[] { other.Low, other.High } : []];
        int high = exponents.Length == 0 ? 0 : (int)Math.Ceiling(exponents.Max());
        int low = exponents.Length == 0 ? -1 : (int)Math.Floor(exponents.Where(exponent => exponent >= high - decades).Min());
        low = Math.Min(low, high - 1);
        double least = Math.Pow(10, low);
        return new LogRange(
            low, high, values.Any(value => value < least), values.Any(
                value => value > 0 && value < least), values.Any(value => !double.IsFinite(value)));
    }

    /// <summary>The range that covers this one and another.</summary>
    /// <param name="other">The other.</param>
    public LogRange With(LogRange other) => new(
        Math.Min(Low, other.Low),
        Math.Max(High, other.High),
        HasZero || other.HasZero,
        IsCutOff || other.IsCutOff,
        HasInfinity || other.HasInfinity);
}
