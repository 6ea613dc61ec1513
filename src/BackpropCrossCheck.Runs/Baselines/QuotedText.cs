using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackpropCrossCheck.Baselines;

/// <summary>Texts in a baseline: JSON strings, so that any text is one word of one line.</summary>
internal static class QuotedText
{
    /// <summary>The text in quotes.</summary>
    public static string Of(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    /// <summary>The text that stands in quotes; null where it is none.</summary>
    /// <param name="quoted">With its quotes.</param>
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

    /// <summary>Where a text ends that begins with a quote: the index after the closing one, or the end of the line where there is
    /// none.</summary>
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
