using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The powers of ten that numbers reach over, in the JSON report.</summary>
internal sealed record JsonRange
{
    /// <summary>The exponent of the lowest power of ten.</summary>
    public int? Low { get; init; }

    /// <summary>The exponent of the highest.</summary>
    public int? High { get; init; }

    /// <summary>Whether there are zeros, or numbers that count as zero.</summary>
    public bool? Zero { get; init; }

    /// <summary>Whether there are numbers that count as zero and are only very small.</summary>
    public bool? Tiny { get; init; }

    /// <summary>Whether there are infinities.</summary>
    public bool? Infinite { get; init; }

    /// <summary>The range as the report says it.</summary>
    /// <param name="range">The range.</param>
    public static JsonRange Of(LogRange range)
        => new() { Low = range.Low, High = range.High, Zero = range.HasZero, Tiny = range.IsCutOff, Infinite = range.HasInfinity };
}
