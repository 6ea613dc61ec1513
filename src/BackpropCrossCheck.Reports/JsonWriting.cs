using System.Text.Json;

namespace BackpropCrossCheck.Reports;

/// <summary>Fields that are left out where there is nothing to say.</summary>
internal static class JsonWriting
{
    /// <summary>Writes a text, unless it is null.</summary>
    public static void WriteOptional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>Writes a number, unless it is null.</summary>
    public static void WriteOptional(this Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }
}
