using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The range of powers of ten that numbers cover, in the JSON report.</summary>
internal sealed record JsonRange
{
    /// <summary>The exponent of the lowest power of ten.</summary>
    public int? Low { get; init; }

    /// <summary>The exponent of the highest power of ten.</summary>
    public int? High { get; init; }

    /// <summary>Whether there are zeros, or numbers that count as zero.</summary>
    public bool? Zero { get; init; }

    /// <summary>Whether some of the numbers that count as zero are merely very small.</summary>
    public bool? Tiny { get; init; }

    /// <summary>Whether there are infinities.</summary>
    public bool? Infinite { get; init; }

    /// <summary>The range in the form of the report.</summary>
    /// <param name="range">The range.</param>
    public static JsonRange Of(LogRange range)
        => new() { Low = range.Low, High = range.High, Zero = range.HasZero, Tiny = range.IsCutOff, Infinite = range.HasInfinity };
}
