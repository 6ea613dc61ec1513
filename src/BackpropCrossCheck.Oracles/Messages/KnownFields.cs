using System.Text.Json;

namespace BackpropCrossCheck.Oracles.Messages;

/// <summary>Walks through the fields of one JSON object: known ones are handed out, each at most once; unknown ones are passed
/// over.</summary>
/// <param name="place">Where the object stands, for messages; empty for the message itself.</param>
/// <param name="names">The known fields.</param>
internal sealed class KnownFields(string place, params string[] names)
{
    private uint _seen;

    /// <summary>Whether a field whose name is no Unicode text is passed over like any other that is not known.</summary>
    public bool PassesOverUnreadable { get; init; }

    /// <summary>Moves to the value of the next known field.</summary>
    /// <returns>Its name, or null at the end of the object.</returns>
    /// <exception cref="FormatException">A field is there twice.</exception>
    /// <exception cref="InvalidOperationException">A name has half of a surrogate pair: JSON's grammar allows it, Unicode does
    /// not.</exception>
    public string? Next(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int index = IndexOf(ref reader);
            reader.Read();
            if (index < 0)
            {
                reader.Skip();
            }
            else
            {
                Mark(index);
                return names[index];
            }
        }

        return null;
    }

    private void Mark(int index)
    {
        uint bit = 1u << index;
        if ((_seen & bit) != 0)
        {
            throw new FormatException($"{place}\"{names[index]}\" is there twice");
        }

        _seen |= bit;
    }

    private int IndexOf(ref Utf8JsonReader reader)
    {
        try
        {
            return IndexOfReadable(ref reader);
        }
        catch (InvalidOperationException) when (PassesOverUnreadable)
        {
            return -1;
        }
    }

    private int IndexOfReadable(ref Utf8JsonReader reader)
    {
        for (int i = 0; i < names.Length; i++)
        {
            if (reader.ValueTextEquals(names[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
