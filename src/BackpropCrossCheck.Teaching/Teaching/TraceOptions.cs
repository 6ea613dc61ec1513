namespace BackpropCrossCheck.Teaching;

/// <summary>How a worked calculation is done and shown.</summary>
/// <param name="Decimals">The decimals that are shown.</param>
/// <param name="RoundedTo">The decimals that every result is rounded to before it is used further, as by hand; null for float64.</param>
internal sealed record TraceOptions(int Decimals, int? RoundedTo)
{
    /// <summary>The decimals that are shown where nothing is said.</summary>
    public const int DefaultDecimals = 6;
}
