namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads a fixed acceptance rule.</summary>
internal static class ToleranceReader
{
    private static readonly FieldTable Fields = new("tolerance", 0, "absolute", "relative");

    /// <summary>Reads the rule.</summary>
    /// <param name="cursor">At the value; afterwards at its closing brace.</param>
    public static Tolerance Read(ref JsonCursor cursor)
    {
        cursor.RequireObject("an object: { \"absolute\": ..., \"relative\": ... }");
        int offset = cursor.Offset;
        double absolute = 0;
        double relative = 0;
        FieldMarks met = default;
        while (cursor.NextField(Fields, ref met, out int field))
        {
            double value = cursor.Number($"a number of at least 0: the {Fields.Names[field]} tolerance");
            if (value < 0)
            {
                throw cursor.WrongKind($"a number of at least 0: the {Fields.Names[field]} tolerance");
            }

            absolute = field == 0 ? value : absolute;
            relative = field == 1 ? value : relative;
        }

        return met.FirstMissing > 0 || met.Has(1)
            ? new Tolerance(absolute, relative)
            : throw cursor.FaultAt(
                offset, "this tolerance is empty; it needs absolute, relative or both. Add one, or delete tolerance for the default rule.");
    }
}
