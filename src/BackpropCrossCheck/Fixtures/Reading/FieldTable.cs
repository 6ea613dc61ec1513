using System.Text;
using System.Text.Json;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>The possible fields of an object; at most 32.</summary>
internal sealed class FieldTable
{
    private readonly byte[][] _encoded;

    /// <summary>A table.</summary>
    /// <param name="owner">What the object is, with an article: "a layer".</param>
    /// <param name="required">How many of the names are required; those come first.</param>
    /// <param name="names">The fields.</param>
    public FieldTable(string owner, int required, params string[] names)
    {
        Owner = owner;
        Required = required;
        Names = names;
        _encoded = [.. names.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>What the object is, with an article.</summary>
    public string Owner { get; }

    /// <summary>How many of the fields are required; those come first.</summary>
    public int Required { get; }

    /// <summary>The fields.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The index of the reader's current field name; −1 if unknown.</summary>
    /// <param name="reader">At a field name with valid escapes.</param>
    public int IndexOf(ref Utf8JsonReader reader)
    {
        for (int field = 0; field < _encoded.Length; field++)
        {
            if (reader.ValueTextEquals(_encoded[field]))
            {
                return field;
            }
        }

        return -1;
    }
}
