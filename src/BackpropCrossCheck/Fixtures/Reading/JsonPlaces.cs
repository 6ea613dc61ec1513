using System.Globalization;
using System.Text.Json;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Finds the lines and columns of values in a text, all in one pass. It runs only for numbers that a report points at.</summary>
internal sealed class JsonPlaces
{
    private readonly Dictionary<string, JsonPlaces> _children = [];
    private readonly List<int> _wanted = [];

    private JsonPlaces()
    {
    }

    /// <summary>The places of values.</summary>
    /// <param name="text">Valid JSON as UTF-8 without a byte order mark.</param>
    /// <param name="pointers">The values' JSON pointers (RFC 6901). Their names contain neither ~ nor /.</param>
    /// <returns>For each value the place where it begins; null if the text has no such value.</returns>
    public static TextPosition?[] Find(ReadOnlySpan<byte> text, IReadOnlyList<string> pointers)
    {
        var root = new JsonPlaces();
        for (int i = 0; i < pointers.Count; i++)
        {
            root.Want(pointers[i], i);
        }

        var places = new TextPosition?[pointers.Count];
        var reader = new Utf8JsonReader(text, JsonCursor.ReaderOptions);
        reader.Read();
        root.Visit(ref reader, text, places);
        return places;
    }

    private void Want(string pointer, int index)
    {
        JsonPlaces node = this;
        foreach (string step in pointer.Split('/').Skip(1))
        {
            node = node._children.TryGetValue(step, out JsonPlaces? child) ? child : node._children[step] = new JsonPlaces();
        }

        node._wanted.Add(index);
    }

    private void Visit(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, TextPosition?[] places)
    {
        if (_wanted.Count > 0)
        {
            var place = TextPosition.At(text, (int)reader.TokenStartIndex);
            _wanted.ForEach(index => places[index] = place);
        }

        if (_children.Count == 0 || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            reader.Skip();
            return;
        }

        for (int i = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); i++)
        {
            string step = Step(ref reader, i);
            if (_children.TryGetValue(step, out JsonPlaces? child))
            {
                child.Visit(ref reader, text, places);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>The name or index of a value. Afterwards the reader is at the value.</summary>
    private static string Step(ref Utf8JsonReader reader, int index)
    {
        if (reader.TokenType != JsonTokenType.PropertyName)
        {
            return index.ToString(CultureInfo.InvariantCulture);
        }

        string name = reader.GetString()!;
        reader.Read();
        return name;
    }
}
