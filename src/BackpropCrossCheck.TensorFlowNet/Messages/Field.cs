using System.Text.Json;

namespace BackpropCrossCheck.TensorFlowNet.Messages;

/// <summary>Looks up the fields of a JSON object. Every exception names the field.</summary>
internal static class Field
{
    /// <summary>A required field.</summary>
    /// <param name="element">The object.</param>
    /// <param name="name">The field.</param>
    /// <exception cref="RequestException">It is missing.</exception>
    public static JsonElement Of(JsonElement element, string name)
        => Optional(element, name) ?? throw new RequestException($"The field \"{name}\" is missing.");

    /// <summary>An optional field, which may be missing or null.</summary>
    /// <param name="element">The object.</param>
    /// <param name="name">The field.</param>
    /// <exception cref="RequestException">The element is not an object.</exception>
    public static JsonElement? Optional(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new RequestException($"An object with the field \"{name}\" was expected, {Found(element)} was found.");
        }

        return element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>A field whose value is one of a few words.</summary>
    /// <param name="element">The object.</param>
    /// <param name="name">The field.</param>
    /// <param name="words">The allowed words.</param>
    /// <exception cref="RequestException">It is missing or has another value.</exception>
    public static string Word(JsonElement element, string name, string[] words)
    {
        JsonElement value = Of(element, name);
        string? word = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return word is not null && words.Contains(word)
            ? word
            : throw new RequestException($"{name} is {word ?? Found(value)}; one of {string.Join(", ", words)} was expected.");
    }

    /// <summary>An optional field that is true or false.</summary>
    /// <param name="element">The object.</param>
    /// <param name="name">The field.</param>
    /// <returns>False if it is missing or null.</returns>
    /// <exception cref="RequestException">It has another value.</exception>
    public static bool Flag(JsonElement element, string name) => Optional(element, name)?.ValueKind switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw new RequestException($"{name} is {Found(Of(element, name))}; true or false was expected."),
    };

    /// <summary>The elements of an array, which must not be empty.</summary>
    /// <param name="array">The array.</param>
    /// <param name="place">Its place, for the message.</param>
    /// <exception cref="RequestException">It is not an array, or is empty.</exception>
    public static JsonElement.ArrayEnumerator Elements(JsonElement array, string place)
    {
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() == 0)
        {
            throw new RequestException($"{place} is {Found(array)}; an array with at least one element was expected.");
        }

        return array.EnumerateArray();
    }

    private static string Found(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.GetArrayLength() == 0 ? "an empty array" : "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        _ => element.GetRawText(),
    };
}
