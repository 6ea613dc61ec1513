using System.Globalization;

namespace BackpropCrossCheck.Comparison;

/// <summary>As many of some numbers as a plot shows, rounded to two digits.</summary>
/// <param name="Numbers">How many numbers there are.</param>
/// <param name="Places">How many different points they fall on.</param>
/// <param name="Shown">The points, or an evenly spaced selection of them.</param>
internal sealed record PointSelection(int Numbers, int Places, IReadOnlyList<ErrorPoint> Shown)
{
    /// <summary>The most points that are kept.</summary>
    public const int MostShown = 2000;

    /// <summary>The selection.</summary>
    /// <param name="points">The numbers as points.</param>
    public static PointSelection Of(IReadOnlyCollection<ErrorPoint> points)
    {
        ErrorPoint[] places = [.. points.Select(point => new ErrorPoint(Rounded(point.Allowed), Rounded(point.Error))).Distinct()];
        int step = Math.Max(1, (places.Length + MostShown - 1) / MostShown);
        return new PointSelection(points.Count, places.Length, [.. places.Where((_, i) => i % step == 0)]);
    }

    private static double Rounded(double value)
        => double.IsFinite(value)
            ? double.Parse(value.ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : double.PositiveInfinity;
}
