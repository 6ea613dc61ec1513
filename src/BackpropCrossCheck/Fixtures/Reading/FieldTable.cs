using System.Text;
using System.Text.Json;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>The fields that an object can have; at most 32.</summary>
internal sealed class FieldTable
{
    private readonly byte[][] _encoded;

    /// <summary>A table.</summary>
    /// <param name="owner">What the object is, with its article: "a layer".</param>
    /// <param name="required">How many of the names, from the first on, must be given.</param>
    /// <param name="names">The fields.</param>
    public FieldTable(string owner, int required, params string[] names)
    {
        Owner = owner;
        Required = required;
        Names = names;
        _encoded = [.. names.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>What the object is, with its article.</summary>
    public string Owner { get; }

    /// <summary>How many of the fields, from the first on, must be given.</summary>
    public int Required { get; }

    /// <summary>The fields.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The index of the field name that a reader stands on; −1 for an unknown one.</summary>
    /// <param name="reader">Stands on a field name whose escapes are sound.</param>
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
