using System.Text.Json;

namespace BackpropCrossCheck.Oracles.Messages;

/// <summary>Goes through the fields of one JSON object. It returns known fields, each at most once, and skips unknown ones.</summary>
/// <param name="place">Where the object is, for messages; empty for the message itself.</param>
/// <param name="names">The known fields.</param>
internal sealed class KnownFields(string place, params string[] names)
{
    private uint _seen;

    /// <summary>Whether a field whose name is not Unicode text is skipped like any other unknown field.</summary>
    public bool PassesOverUnreadable { get; init; }

    /// <summary>Moves to the value of the next known field.</summary>
    /// <returns>Its name, or null at the end of the object.</returns>
    /// <exception cref="FormatException">A field occurs twice.</exception>
    /// <exception cref="InvalidOperationException">A name contains half of a surrogate pair: JSON's grammar allows that, Unicode does
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
