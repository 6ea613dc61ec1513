using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>Reads a value inside a converter.</summary>
internal static class NestedJson
{
    /// <summary>Reads it.</summary>
    /// <param name="reader">On the first token of the value.</param>
    /// <param name="type">What it is.</param>
    /// <exception cref="JsonException">It is something else. The exception inside says where in the value.</exception>
    public static T? Read<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, type);
        }
        catch (JsonException fault)
        {
            // An exception with a path would keep it, and that one begins here. A new one gets the path from the root to here.
            throw new JsonException(fault.Message, fault);
        }
    }
}
