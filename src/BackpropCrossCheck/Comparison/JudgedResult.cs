namespace BackpropCrossCheck.Comparison;

/// <summary>A comparison with all its numbers. It is for code that needs them: the search for causes, for witnesses that settle a number,
/// and for who stands alone.</summary>
/// <param name="Comparison">The part that reports may use.</param>
/// <param name="Numbers">The numbers.</param>
internal sealed record JudgedResult(ResultComparison Comparison, JudgedNumbers Numbers)
{
    /// <summary>A comparison with an oracle that gave no numbers.</summary>
    /// <param name="against">The oracle's name.</param>
    /// <param name="status">Unavailable or failed.</param>
    /// <param name="reason">Why.</param>
    /// <param name="waited">How long it took until it said so.</param>
    public static JudgedResult WithoutNumbers(string against, ComparisonStatus status, string reason, TimeSpan waited)
        => new(ResultComparison.WithoutNumbers(against, status, reason) with { Duration = waited }, JudgedNumbers.None);

    /// <summary>The comparison, for a report that may list every number.</summary>
    public ResultComparison WithEveryNumber() => Comparison with { Items = [.. Numbers.All()], Points = Numbers.Plot() };
}
