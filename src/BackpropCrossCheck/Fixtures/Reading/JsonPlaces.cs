using System.Globalization;
using System.Text.Json;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Finds the line and column of the value that a JSON pointer (RFC 6901) names. It runs only for an error whose place was not
/// noted.</summary>
internal static class JsonPlaces
{
    /// <summary>The place where a value begins; null if the text has no such value.</summary>
    /// <param name="text">Valid JSON as UTF-8 without a byte order mark.</param>
    /// <param name="pointer">The value's JSON pointer. Its names contain neither ~ nor /.</param>
    public static TextPosition? Find(ReadOnlySpan<byte> text, string pointer)
    {
        var reader = new Utf8JsonReader(text, JsonCursor.ReaderOptions);
        reader.Read();
        foreach (string step in pointer.Split('/')[1..])
        {
            if (!Enter(ref reader, step))
            {
                return null;
            }
        }

        return TextPosition.At(text, (int)reader.TokenStartIndex);
    }

    /// <summary>Moves to an element of the array, or a field of the object, at the reader.</summary>
    private static bool Enter(ref Utf8JsonReader reader, string step)
    {
        bool isArray = reader.TokenType == JsonTokenType.StartArray;
        if (!isArray && reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        for (int i = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); i++)
        {
            string name = isArray ? i.ToString(CultureInfo.InvariantCulture) : reader.GetString()!;
            if (!isArray)
            {
                reader.Read();
            }

            if (name == step)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
