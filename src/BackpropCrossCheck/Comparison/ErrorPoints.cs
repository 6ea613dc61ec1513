namespace BackpropCrossCheck.Comparison;

/// <summary>The numbers of a comparison as points: the allowed and the actual difference. Of the numbers that agree it contains as many as
/// a plot shows, rounded to two digits. The others are all in the comparison.</summary>
/// <param name="Allowed">The range of the allowed differences.</param>
/// <param name="Error">The range of the actual differences, extended to the allowed ones.</param>
/// <param name="Agreeing">How many numbers agree.</param>
/// <param name="AgreeBeyond">Whether one of them exceeds what is allowed, as an excused number of a calculation by hand may.</param>
/// <param name="Places">How many different points they fall on.</param>
/// <param name="Shown">The points, or an evenly spaced selection of them.</param>
internal sealed record ErrorPoints(
    LogRange Allowed, LogRange Error, int Agreeing, bool AgreeBeyond, int Places, IReadOnlyList<ErrorPoint> Shown)
{
    /// <summary>How many powers of ten of allowed differences are told apart.</summary>
    public const int DecadesAllowed = 12;

    /// <summary>How many powers of ten of actual differences are told apart.</summary>
    public const int Decades = 24;

    /// <summary>The same for the steps; null if no number was judged by its step.</summary>
    public StepPoints? Steps { get; init; }

    /// <summary>The points of a comparison.</summary>
    /// <param name="numbers">Every number that the other side gave.</param>
    public static ErrorPoints Of(ComparedNumber[] numbers)
    {
        var allowed = LogRange.Of(Array.ConvertAll(numbers, number => number.Allowed), DecadesAllowed);
        // The plot must show the limit next to the errors.
        var error = LogRange.Of(Array.ConvertAll(numbers, number => number.Absolute), Decades, allowed);
        ComparedNumber[] agreeing = Array.FindAll(numbers, number => number.Verdict == NumberVerdict.Agrees);
        var shown = PointSelection.Of(Array.ConvertAll(agreeing, number => new ErrorPoint(number.Allowed, number.Absolute)));
        return new ErrorPoints(
            allowed,
            error,
            agreeing.Length,
            Array.Exists(agreeing, number => number.Absolute > number.Allowed),
            shown.Places,
            shown.Shown);
    }
}
