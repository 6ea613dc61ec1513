using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>Reads and writes the parameter of a cause, which is a number, a string or an object.</summary>
internal sealed class ArgumentConverter : JsonConverter<JsonArgument>
{
    /// <inheritdoc/>
    public override JsonArgument? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject
        ? new JsonArgument { Function = NestedJson.Read(ref reader, ReportJson.Relaxed.JsonFunction) }
        : reader.TokenType == JsonTokenType.String ? new JsonArgument { Words = reader.GetString() }
        : new JsonArgument { Number = NestedJson.Read(ref reader, ReportJson.Relaxed.Double) };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, JsonArgument value, JsonSerializerOptions options)
    {
        if (value.Function is { } function)
        {
            JsonSerializer.Serialize(writer, function, ReportJson.Relaxed.JsonFunction);
        }
        else if (value.Words is { } words)
        {
            writer.WriteStringValue(words);
        }
        else
        {
            JsonSerializer.Serialize(writer, value.Number!.Value, ReportJson.Relaxed.Double);
        }
    }
}
