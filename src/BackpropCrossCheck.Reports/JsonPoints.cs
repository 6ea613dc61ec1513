using System.Globalization;
using System.Text.Json;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports;

/// <summary>What a plot of errors needs of the numbers that the JSON report does not list: those that agree.</summary>
internal static class JsonPoints
{
    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter writer, ErrorPoints points)
    {
        writer.WriteStartObject("plot");
        WriteRange(writer, "allowed", points.Allowed);
        WriteRange(writer, "error", points.Error);
        writer.WriteNumber("agreeing", points.Agreeing);
        writer.WriteBoolean("agreeBeyond", points.AgreeBeyond);
        writer.WriteNumber("places", points.Places);
        writer.WritePropertyName("points");
        // On one line: a page of digits under one another helps nobody.
        writer.WriteRawValue($"[{string.Join(", ", points.Shown.Select(point => $"[{Text(point.Allowed)}, {Text(point.Error)}]"))}]");
        writer.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter writer, string name, LogRange range)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("low", range.Low);
        writer.WriteNumber("high", range.High);
        writer.WriteBoolean("zero", range.HasZero);
        writer.WriteBoolean("tiny", range.IsCutOff);
        writer.WriteBoolean("infinite", range.HasInfinity);
        writer.WriteEndObject();
    }

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "\"Infinity\"";
}
