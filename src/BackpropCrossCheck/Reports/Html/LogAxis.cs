namespace BackpropCrossCheck.Reports.Html;

/// <summary>An axis with powers of ten, and lanes beside them for what has no logarithm: 0 and infinity.</summary>
internal sealed class LogAxis
{
    private const double Lane = 44;
    private const double FromEdge = 8;

    private readonly double _zero;
    private readonly double _infinity;
    private readonly double _start;
    private readonly double _end;

    /// <summary>An axis on which numbers have a place.</summary>
    /// <param name="range">Numbers, not negative, that the powers of ten reach over.</param>
    /// <param name="placed">The numbers that are to have a place, not negative; NaN counts as infinite.</param>
    /// <param name="decades">So many powers of ten are told apart; what is smaller counts as 0.</param>
    /// <param name="start">Where it begins, in pixels.</param>
    /// <param name="end">Where it ends; less than the beginning for an axis that goes up.</param>
    public LogAxis(IEnumerable<double> range, IReadOnlyCollection<double> placed, int decades, double start, double end)
    {
        double[] exponents = [.. range.Where(value => value > 0 && double.IsFinite(value)).Select(Math.Log10)];
        High = exponents.Length == 0 ? 0 : (int)Math.Ceiling(exponents.Max());
        Low = exponents.Length == 0 ? -1 : (int)Math.Floor(exponents.Where(exponent => exponent >= High - decades).Min());
        Low = Math.Min(Low, High - 1);
        IsCutOff = placed.Any(value => value > 0 && value < Math.Pow(10, Low));
        HasZero = placed.Any(value => value < Math.Pow(10, Low));
        HasInfinity = placed.Any(value => !double.IsFinite(value));
        double direction = Math.Sign(end - start);
        _zero = start + (direction * FromEdge);
        _infinity = end - (direction * FromEdge);
        _start = HasZero ? start + (direction * Lane) : start;
        _end = HasInfinity ? end - (direction * Lane) : end;
    }

    /// <summary>The exponent of the lowest power of ten.</summary>
    public int Low { get; }

    /// <summary>The exponent of the highest.</summary>
    public int High { get; }

    /// <summary>Whether there is a lane for 0.</summary>
    public bool HasZero { get; }

    /// <summary>Whether the lane for 0 has numbers that are only very small.</summary>
    public bool IsCutOff { get; }

    /// <summary>Whether there is a lane for infinity.</summary>
    public bool HasInfinity { get; }

    /// <summary>Where a number stands.</summary>
    /// <param name="value">The number, not negative.</param>
    public double Place(double value) => double.IsNaN(value) || double.IsInfinity(value) ? _infinity
        : value < Math.Pow(10, Low) ? _zero
        : _start + ((Math.Log10(value) - Low) / (High - Low) * (_end - _start));

    /// <summary>The places that are named, and their names.</summary>
    /// <param name="most">At most so many powers of ten.</param>
    public IEnumerable<(double Place, string Name)> Ticks(int most)
    {
        if (HasZero)
        {
            yield return (_zero, IsCutOff ? "≈ 0" : "0");
        }

        int step = Math.Max(1, (int)Math.Ceiling((High - Low) / (double)most));
        for (int exponent = Low; exponent <= High; exponent += step)
        {
            yield return (Place(Math.Pow(10, exponent)), "10" + Raised(exponent));
        }

        if (HasInfinity)
        {
            yield return (_infinity, "∞");
        }
    }

    private static string Raised(int exponent) => string.Concat(FormattableString.Invariant($"{exponent}").Select(digit => digit switch
    {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        char other => (char)('⁰' + (other - '0')),
    }));
}
