using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>Reads and writes the points of a plot, all on one line, because a page full of digits would help nobody.</summary>
internal sealed class PointsConverter : JsonConverter<IReadOnlyList<ErrorPoint>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<ErrorPoint>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => [.. (NestedJson.Read(ref reader, ReportJson.Relaxed.DoubleArrayArray) ?? throw new JsonException()).Select(PointOf)];

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<ErrorPoint> value, JsonSerializerOptions options)
        => writer.WriteRawValue($"[{string.Join(", ", value.Select(point => $"[{Text(point.Allowed)}, {Text(point.Error)}]"))}]");

    private static ErrorPoint PointOf(double[]? pair) =>
        pair is [double allowed and not < 0, double error and not < 0] ? new ErrorPoint(allowed, error) : throw new JsonException();

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "\"Infinity\"";
}
