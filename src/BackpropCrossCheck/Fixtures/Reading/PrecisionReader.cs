using System.Text.Json;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads the precision of an entry's numbers.</summary>
internal static class PrecisionReader
{
    private const string Expected = "a precision: float32, float64, { \"decimals\": 0 to 15 } or { \"significant\": 1 to 17 }";

    private static readonly FieldTable Fields = new("a precision", 0, "decimals", "significant");

    /// <summary>Reads the precision.</summary>
    /// <param name="cursor">At the value; afterwards at its last token.</param>
    public static NumberPrecision Read(ref JsonCursor cursor)
    {
        if (cursor.Kind == JsonTokenType.String)
        {
            string name = cursor.String(Expected);
            return ContractWords.ParseFormat(name) is { } format
                ? new NumberPrecision.Format(format)
                : throw cursor.Fault(
                    $"unknown precision {Wording.Quote(name)}{NearestName.Question(name, ContractWords.Formats)} Expected {Expected}.");
        }

        cursor.RequireObject(Expected);
        return ReadDigits(ref cursor);
    }

    private static NumberPrecision ReadDigits(ref JsonCursor cursor)
    {
        int offset = cursor.Offset;
        NumberPrecision? precision = null;
        FieldMarks met = default;
        while (cursor.NextField(Fields, ref met, out int field))
        {
            if (precision is not null)
            {
                throw cursor.Fault("this precision has both decimals and significant; it has one of them. Delete the other.");
            }

            precision = field == 0
                ? new NumberPrecision.Decimals(cursor.Integer(0, 15, "an integer from 0 to 15: the digits after the decimal point"))
                : new NumberPrecision.Significant(cursor.Integer(1, 17, "an integer from 1 to 17: the significant digits"));
        }

        return precision ?? throw cursor.FaultAt(offset, $"this precision is empty; expected {Expected}.");
    }
}
