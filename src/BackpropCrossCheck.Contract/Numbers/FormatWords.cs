namespace BackpropCrossCheck.Numbers;

/// <summary>The words that fixtures, the protocol of the oracles and the command line have for floating-point formats.</summary>
public static class FormatWords
{
    /// <summary>All words.</summary>
    public static IReadOnlyList<string> All { get; } = ["float32", "float64"];

    /// <summary>The word for a format.</summary>
    /// <param name="format">The format.</param>
    public static string Of(FloatFormat format) => format == FloatFormat.Float32 ? "float32" : "float64";

    /// <summary>The format of that word; null where there is none.</summary>
    /// <param name="word">The word, in lower case.</param>
    public static FloatFormat? Parse(string word) => word switch
    {
        "float32" => FloatFormat.Float32,
        "float64" => FloatFormat.Float64,
        _ => null,
    };
}
