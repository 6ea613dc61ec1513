using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackpropCrossCheck.Fixtures.Writing;

/// <summary>Writes texts as JSON strings, without the reflection of a serializer: the program that is compiled ahead of time has
/// none.</summary>
internal static class JsonString
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A text in double quotes, with escapes only where JSON needs them.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        var written = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(written, Plain))
        {
            writer.WriteStringValue(text);
        }

        return Encoding.UTF8.GetString(written.WrittenSpan);
    }
}
