using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>An axis with powers of ten, and extra lanes for values without a logarithm: 0 and infinity.</summary>
internal sealed class LogAxis
{
    private const double Lane = 44;
    private const double FromEdge = 8;

    private readonly LogRange _range;
    private readonly double _zero;
    private readonly double _infinity;
    private readonly double _start;
    private readonly double _end;

    /// <summary>Creates an axis.</summary>
    /// <param name="range">The range that it covers.</param>
    /// <param name="start">Where it begins, in pixels.</param>
    /// <param name="end">Where it ends, in pixels; less than the beginning for an axis that goes upwards.</param>
    public LogAxis(LogRange range, double start, double end)
    {
        _range = range;
        double direction = Math.Sign(end - start);
        _zero = start + (direction * FromEdge);
        _infinity = end - (direction * FromEdge);
        _start = range.HasZero ? start + (direction * Lane) : start;
        _end = range.HasInfinity ? end - (direction * Lane) : end;
    }

    /// <summary>The position of a number.</summary>
    /// <param name="value">The number, not negative.</param>
    public double Place(double value) => double.IsNaN(value) || double.IsInfinity(value) ? _infinity
        : value < Math.Pow(10, _range.Low) ? _zero
        : _start + ((Math.Log10(value) - _range.Low) / (_range.High - _range.Low) * (_end - _start));

    /// <summary>The positions that have labels, and the labels.</summary>
    /// <param name="most">The maximum number of labelled powers of ten.</param>
    public IEnumerable<(double Place, string Name)> Ticks(int most)
    {
        if (_range.HasZero)
        {
            yield return (_zero, _range.IsCutOff ? "≈ 0" : "0");
        }

        int step = Math.Max(1, (int)Math.Ceiling((_range.High - _range.Low) / (double)most));
        for (int exponent = _range.Low; exponent <= _range.High; exponent += step)
        {
            yield return (Place(Math.Pow(10, exponent)), "10" + Raised(exponent));
        }

        if (_range.HasInfinity)
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
