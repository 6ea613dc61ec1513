using System.Text.Json;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads the precision of an entry's numbers: one for all of them, or one for each quantity.</summary>
internal static class PrecisionReader
{
    private const string Expected = "a precision: float32, float64, { \"decimals\": 0 to 15 } or { \"significant\": 1 to 17 }";
    private const string ExpectedDigits = "digits: { \"decimals\": 0 to 15 } or { \"significant\": 1 to 17 }";

    private static readonly string[] Digits = ["decimals", "significant"];
    private static readonly string[] Quantities = [.. Quantity.All.Select(quantity => quantity.Field).Distinct()];
    private static readonly FieldTable Fields = new("a precision", 0, [.. Digits, "default", .. Quantities]);
    private static readonly FieldTable DigitFields = new("the digits of a quantity", 0, Digits);

    /// <summary>Reads the precision.</summary>
    /// <param name="cursor">At the value; afterwards at its last token.</param>
    public static NumberPrecision Read(ref JsonCursor cursor)
    {
        if (cursor.Kind == JsonTokenType.String)
        {
            return ReadFormat(ref cursor);
        }

        cursor.RequireObject(Expected);
        int offset = cursor.Offset;
        NumberPrecision? precision = null;
        NumberPrecision? byDefault = null;
        var others = new List<(string, NumberPrecision)>();
        FieldMarks met = default;
        while (cursor.NextField(Fields, ref met, out int field))
        {
            if (field < Digits.Length)
            {
                precision = ReadDigits(ref cursor, field, precision);
            }
            else if (field == Digits.Length)
            {
                byDefault = cursor.Kind == JsonTokenType.String ? ReadFormat(ref cursor) : ReadDigits(ref cursor, Expected);
            }
            else
            {
                others.Add((Fields.Names[field], ReadOther(ref cursor, Fields.Names[field])));
            }
        }

        if (precision is not null && (byDefault is not null || others.Count > 0))
        {
            throw cursor.FaultAt(
                offset,
                "this precision has digits for all numbers and digits by quantity. Put the former under \"default\": "
                    + "{ \"default\": { \"decimals\": 4 }, \"outputs\": { \"decimals\": 6 } }.");
        }

        if (others.Count > 0 && byDefault is null)
        {
            throw cursor.FaultAt(
                offset,
                $"this precision has no \"default\", which holds for the quantities that it does not list; "
                    + "add \"default\": { \"decimals\": ... }.");
        }

        return (precision ?? byDefault)?.Except(others)
            ?? throw cursor.FaultAt(offset, $"this precision is empty; expected {Expected}.");
    }

    private static NumberPrecision.Format ReadFormat(ref JsonCursor cursor)
    {
        string name = cursor.String(Expected);
        return ContractWords.ParseFormat(name) is { } format
            ? new NumberPrecision.Format(format)
            : throw cursor.Fault(
                $"unknown precision {Wording.Quote(name)}{NearestName.Question(name, ContractWords.Formats)} Expected {Expected}.");
    }

    private static NumberPrecision ReadOther(ref JsonCursor cursor, string field)
        => cursor.Kind == JsonTokenType.String
            ? throw cursor.Fault(
                $"the precision of {field} is {ExpectedDigits}. The format of a program goes under \"default\".")
            : ReadDigits(ref cursor, ExpectedDigits);

    private static NumberPrecision ReadDigits(ref JsonCursor cursor, string expected)
    {
        cursor.RequireObject(expected);
        int offset = cursor.Offset;
        NumberPrecision? precision = null;
        FieldMarks met = default;
        while (cursor.NextField(DigitFields, ref met, out int field))
        {
            precision = ReadDigits(ref cursor, field, precision);
        }

        return precision ?? throw cursor.FaultAt(offset, $"this precision is empty; expected {expected}.");
    }

    private static NumberPrecision ReadDigits(ref JsonCursor cursor, int field, NumberPrecision? before)
        => before is not null
            ? throw cursor.Fault("this precision has both decimals and significant; it has one of them. Delete the other.")
            : field == 0
                ? new NumberPrecision.Decimals(cursor.Integer(0, 15, "an integer from 0 to 15: the digits after the decimal point"))
                : new NumberPrecision.Significant(cursor.Integer(1, 17, "an integer from 1 to 17: the significant digits"));
}
