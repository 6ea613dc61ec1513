using System.Numerics;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>The fields of an object that have been read.</summary>
internal struct FieldMarks
{
    private uint _bits;

    /// <summary>The first field that has not been read.</summary>
    public readonly int FirstMissing => BitOperations.TrailingZeroCount(~_bits);

    /// <summary>Whether a field has been read.</summary>
    /// <param name="field">Its index in the table.</param>
    public readonly bool Has(int field) => (_bits & (1u << field)) != 0;

    /// <summary>Marks a field.</summary>
    /// <param name="field">Its index in the table.</param>
    /// <returns>False if it was already marked.</returns>
    public bool Add(int field)
    {
        bool isNew = !Has(field);
        _bits |= 1u << field;
        return isNew;
    }
}
