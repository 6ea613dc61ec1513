using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>Reads a value inside a converter.</summary>
internal static class NestedJson
{
    /// <summary>Reads the value.</summary>
    /// <param name="reader">The reader, at the first token of the value.</param>
    /// <param name="type">The type of the value.</param>
    /// <exception cref="JsonException">The value has another form. The inner exception says where in the value.</exception>
    public static T? Read<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, type);
        }
        catch (JsonException fault)
        {
            // An exception with a path would keep that path, which begins here. A new exception gets the path from the root to here.
            throw new JsonException(fault.Message, fault);
        }
    }
}
