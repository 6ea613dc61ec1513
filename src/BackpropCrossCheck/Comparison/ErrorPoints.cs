using System.Globalization;

namespace BackpropCrossCheck.Comparison;

/// <summary>The numbers of a comparison as points: what is allowed, and how far apart the two sides are. Of those that agree it has as many
/// as a plot shows, to two digits; those that do not are all in the comparison.</summary>
/// <param name="Allowed">What the allowed differences reach over.</param>
/// <param name="Error">What the differences reach over, the allowed ones within it.</param>
/// <param name="Agreeing">How many numbers agree.</param>
/// <param name="AgreeBeyond">Whether one of them is further away than what is allowed, as an excused number of a calculation by hand can
/// be.</param>
/// <param name="Places">The points that they fall on.</param>
/// <param name="Shown">These points, or every so-manieth of them.</param>
internal sealed record ErrorPoints(
    LogRange Allowed, LogRange Error, int Agreeing, bool AgreeBeyond, int Places, IReadOnlyList<ErrorPoint> Shown)
{
    /// <summary>At most so many points that agree are kept.</summary>
    public const int MostShown = 2000;

    private const int DecadesAllowed = 12;
    private const int Decades = 24;

    /// <summary>The points of a comparison.</summary>
    /// <param name="numbers">Every number that the other side gave.</param>
    public static ErrorPoints Of(ComparedNumber[] numbers)
    {
        var allowed = LogRange.Of(Array.ConvertAll(numbers, number => number.Allowed), DecadesAllowed);
        // The limit is to be seen beside the errors.
        var error = LogRange.Of(Array.ConvertAll(numbers, number => number.Absolute), Decades, allowed);
        ComparedNumber[] agreeing = Array.FindAll(numbers, number => number.Verdict == NumberVerdict.Agrees);
        ErrorPoint[] places = [.. agreeing.Select(number => new ErrorPoint(Rounded(number.Allowed), Rounded(number.Absolute))).Distinct()];
        int step = Math.Max(1, (places.Length + MostShown - 1) / MostShown);
        return new ErrorPoints(
            allowed,
            error,
            agreeing.Length,
            Array.Exists(agreeing, number => number.Absolute > number.Allowed),
            places.Length,
            [.. places.Where((_, i) => i % step == 0)]);
    }

    private static double Rounded(double value)
        => double.IsFinite(value)
            ? double.Parse(value.ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : double.PositiveInfinity;
}
