using System.Text;
using System.Text.Json;

namespace BackpropCrossCheck.Oracles.Messages;

/// <summary>Makes text from an oracle fit to be shown to people: short, on one line, without control characters.</summary>
internal static class MessageText
{
    private const int QuotedLength = 80;
    private const int TextLength = 500;

    /// <summary>The beginning of a line, in quotes.</summary>
    public static string Beginning(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, 4 * QuotedLength)]);
        return Quoted(text, line.Length > 4 * QuotedLength);
    }

    /// <summary>A text from the oracle, in quotes and cut off if it is long.</summary>
    public static string Quoted(string text, bool goesOn = false)
        => goesOn || text.Length > QuotedLength ? $"\"{Printable(text, QuotedLength)}…\"" : $"\"{Printable(text, QuotedLength)}\"";

    /// <summary>A text that the oracle wrote for people: an error or a reason.</summary>
    public static string Printable(string text)
        => text.Length > TextLength ? Printable(text, TextLength) + "…" : Printable(text, TextLength);

    /// <summary>The current token of the reader.</summary>
    public static string Token(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => "null",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.String => Beginning(reader.ValueSpan),
        JsonTokenType.Number => $"the number {Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 30)])}",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        _ => "the end",
    };

    private static string Printable(string text, int length)
    {
        var result = new StringBuilder(Math.Min(text.Length, length));
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, length)))
        {
            result.Append(char.IsControl(c) ? ' ' : c);
        }

        return result.ToString();
    }
}
