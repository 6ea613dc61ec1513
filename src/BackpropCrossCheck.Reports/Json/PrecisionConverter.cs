using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>Reads and writes a precision, which is a string or an object.</summary>
internal sealed class PrecisionConverter : JsonConverter<JsonPrecision>
{
    /// <inheritdoc/>
    public override JsonPrecision? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        ? new JsonPrecision { Format = reader.GetString() }
        : new JsonPrecision { Digits = NestedJson.Read(ref reader, ReportJson.Relaxed.JsonDigits) };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, JsonPrecision value, JsonSerializerOptions options)
    {
        if (value.Digits is { } digits)
        {
            JsonSerializer.Serialize(writer, digits, ReportJson.Relaxed.JsonDigits);
        }
        else
        {
            writer.WriteStringValue(value.Format);
        }
    }
}
