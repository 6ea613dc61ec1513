using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Finds the JSON pointer (RFC 6901) of a place in a text. It runs only when there is an error to report.</summary>
internal static class JsonPointer
{
    /// <summary>The pointer of the value or field name that begins at a byte, or of the innermost value around it.</summary>
    /// <param name="text">JSON as UTF-8; well-formed up to <paramref name="offset"/>.</param>
    /// <param name="offset">The byte, from 0.</param>
    public static string At(ReadOnlySpan<byte> text, int offset)
    {
        var reader = new Utf8JsonReader(text, JsonCursor.ReaderOptions);
        var path = new List<string>();
        bool named = false;
        int end = 0;
        try
        {
            while (reader.Read() && reader.TokenStartIndex <= offset)
            {
                Follow(ref reader, path, ref named);
                end = (int)reader.BytesConsumed;
            }
        }
        catch (JsonException)
        {
            // This is the fault itself. Only the path up to it is needed.
        }

        if (path.Count > 0 && end <= offset)
        {
            StepTo(text[end..offset], offset < text.Length, path);
        }

        return Text(path);
    }

    // A comma between the last token and the requested place leads to the next element and, in an object, leaves the last field.
    private static void StepTo(ReadOnlySpan<byte> between, bool something, List<string> path)
    {
        bool comma = between.Contains((byte)',');
        if (path[^1].StartsWith('#'))
        {
            path[^1] = comma || (something && path[^1] == "#-1") ? Next(path[^1]) : path[^1];
        }
        else if (comma)
        {
            path[^1] = "";
        }
    }

    private static string Next(string index)
        => string.Create(CultureInfo.InvariantCulture, $"#{int.Parse(index.AsSpan(1), CultureInfo.InvariantCulture) + 1}");

    // An entry of the path is an index in an array, "#1", or a name in an object, "/name". Before the first element it is "#-1" or "".
    private static void Follow(ref Utf8JsonReader reader, List<string> path, ref bool named)
    {
        JsonTokenType kind = reader.TokenType;
        if (kind == JsonTokenType.PropertyName)
        {
            path[^1] = "/" + Name(ref reader);
            named = true;
            return;
        }

        if (kind is JsonTokenType.EndArray or JsonTokenType.EndObject)
        {
            path.RemoveAt(path.Count - 1);
            named = false;
            return;
        }

        if (path.Count > 0 && !named && path[^1].StartsWith('#'))
        {
            path[^1] = Next(path[^1]);
        }

        named = false;
        if (kind is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            path.Add(kind == JsonTokenType.StartArray ? "#-1" : "");
        }
    }

    private static string Name(ref Utf8JsonReader reader)
        => reader.ValueIsEscaped && LoneSurrogate.IndexIn(reader.ValueSpan) >= 0
            ? Encoding.UTF8.GetString(reader.ValueSpan)
            : reader.GetString()!;

    private static string Text(List<string> path)
    {
        var pointer = new StringBuilder();
        foreach (string step in path)
        {
            if (step.StartsWith('/'))
            {
                pointer.Append('/').Append(
                    step[1..].Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            }
            else if (step.StartsWith('#') && step != "#-1")
            {
                pointer.Append('/').Append(step, 1, step.Length - 1);
            }
        }

        return pointer.ToString();
    }
}
