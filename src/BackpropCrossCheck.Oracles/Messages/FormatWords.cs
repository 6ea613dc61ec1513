using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Oracles.Messages;

/// <summary>The words of the protocol for floating-point formats.</summary>
/// <remarks>The product's own list of words knows the engine's types, and this assembly must not.</remarks>
internal static class FormatWords
{
    /// <summary>The word for a format.</summary>
    public static string Of(FloatFormat format) => format == FloatFormat.Float32 ? "float32" : "float64";

    /// <summary>The format of that word; null where there is none.</summary>
    public static FloatFormat? Parse(string word) => word switch
    {
        "float32" => FloatFormat.Float32,
        "float64" => FloatFormat.Float64,
        _ => null,
    };
}
