namespace BackpropCrossCheck.Comparison;

/// <summary>The powers of ten that numbers reach over, and whether there are some without a logarithm.</summary>
/// <param name="Low">The exponent of the lowest power of ten.</param>
/// <param name="High">The exponent of the highest.</param>
/// <param name="HasZero">Whether there are zeros, or numbers that count as zero.</param>
/// <param name="IsCutOff">Whether there are numbers that count as zero and are only very small.</param>
/// <param name="HasInfinity">Whether there are infinities; NaN counts as one.</param>
internal readonly record struct LogRange(int Low, int High, bool HasZero, bool IsCutOff, bool HasInfinity)
{
    /// <summary>The range of numbers.</summary>
    /// <param name="values">The numbers, not negative.</param>
    /// <param name="decades">So many powers of ten are told apart; what is smaller counts as 0.</param>
    /// <param name="beside">A range that has to be within this one; null for none.</param>
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
}
