using BackpropCrossCheck.Engine;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads what is added to the loss for the size of the weights.</summary>
internal static class RegularizationReader
{
    private static readonly FieldTable Fields = new("regularization", 0, "l2", "l1", "half", "biases");

    /// <summary>Reads a regularization.</summary>
    /// <param name="cursor">At the value; afterwards at its closing brace.</param>
    public static Regularization Read(ref JsonCursor cursor)
    {
        cursor.RequireObject("an object: { \"l2\": ..., \"l1\": ..., \"half\": ..., \"biases\": ... }");
        int offset = cursor.Offset;
        Regularization read = Regularization.None;
        FieldMarks met = default;
        while (cursor.NextField(Fields, ref met, out int field))
        {
            read = field switch
            {
                0 => read with { L2 = Strength(ref cursor, "λ, the factor of the sum of the squared weights") },
                1 => read with { L1 = Strength(ref cursor, "μ, the factor of the sum of the weights' magnitudes") },
                2 => read with { Half = cursor.Boolean("true or false: whether half of l2 is meant") },
                _ => read with { Biases = cursor.Boolean("true or false: whether the biases are regularized too") },
            };
        }

        return met.Has(0) || met.Has(1)
            ? read
            : throw cursor.FaultAt(
                offset, "this regularization has no strength; it needs l2, l1 or both. Add one, or delete regularization.");
    }

    private static double Strength(ref JsonCursor cursor, string what)
    {
        string expected = $"a number of at least 0: {what}";
        double value = cursor.Number(expected);
        return value >= 0 ? value : throw cursor.WrongKind(expected);
    }
}
