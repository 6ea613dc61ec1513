using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackpropCrossCheck.Baselines;

/// <summary>Texts in a baseline. They are JSON strings, so that any text is a single word on one line.</summary>
internal static class QuotedText
{
    /// <summary>The text in quotes.</summary>
    public static string Of(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    /// <summary>The text inside the quotes; null if it is not valid.</summary>
    /// <param name="quoted">The text with its quotes.</param>
    public static string? Parse(string quoted)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(quoted));
        try
        {
            return quoted.StartsWith('"') && reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Where a quoted text ends: the index after the closing quote, or the end of the line if there is none.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">The index of the opening quote.</param>
    public static int EndIn(string line, int start)
    {
        for (int i = start + 1; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                return i + 1;
            }

            i += line[i] == '\\' ? 1 : 0;
        }

        return line.Length;
    }
}
