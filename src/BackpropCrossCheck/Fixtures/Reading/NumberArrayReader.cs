using System.Text.Json;
using BackpropCrossCheck.Fixtures.Files;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads arrays of numbers whose shape the file itself determines: weights, biases, inputs and labels.</summary>
internal static class NumberArrayReader
{
    /// <summary>Reads rows of equal length: at least one row of at least one number.</summary>
    /// <param name="cursor">At the value.</param>
    /// <param name="name">The field: "weights".</param>
    /// <param name="meaning">The contents of a row: "one number for each input".</param>
    /// <param name="advice">Further advice if there is a number instead of a row; begins with a space.</param>
    public static NumberRows Rows(ref JsonCursor cursor, string name, string meaning, string advice = "")
    {
        if (cursor.Kind != JsonTokenType.StartArray)
        {
            throw cursor.WrongKind($"an array of rows of numbers for {name}");
        }

        int offset = cursor.Offset;
        double[] values = LargeArray.OfZeros(cursor.Bound);
        if (cursor.TryRows(values, out int rows, out int columns))
        {
            return new NumberRows(values, rows, columns, offset);
        }

        (rows, columns) = (0, 0);
        while (cursor.NextElement())
        {
            if (cursor.Kind != JsonTokenType.StartArray)
            {
                throw cursor.Fault(
                    Wording.Mismatch(cursor.Kind, cursor.Written, $"an array: row {rows + 1} of {name}")
                    + (cursor.Kind == JsonTokenType.Number ? advice : ""));
            }

            int rowOffset = cursor.Offset;
            int count = Row(ref cursor, values.AsSpan(rows * columns));
            columns = rows == 0 ? count : columns;
            if (count == 0)
            {
                throw cursor.FaultAt(rowOffset, $"this row is empty; every row of {name} has {meaning}.");
            }

            if (count != columns)
            {
                throw cursor.FaultAt(
                    rowOffset,
                    $"this row has {Wording.Count(count, "number")}, the first row has {columns}; every row of {name} has {meaning}.");
            }

            rows++;
        }

        return rows > 0
            ? new NumberRows(values, rows, columns, offset)
            : throw cursor.FaultAt(offset, $"{name} is empty; it has at least one row with {meaning}.");
    }

    /// <summary>Reads at least one number.</summary>
    /// <param name="cursor">At the value.</param>
    /// <param name="name">The field: "bias".</param>
    public static double[] Numbers(ref JsonCursor cursor, string name)
    {
        if (cursor.Kind != JsonTokenType.StartArray)
        {
            throw cursor.WrongKind($"an array of numbers for {name}");
        }

        int offset = cursor.Offset;
        double[] values = LargeArray.OfZeros(cursor.Bound);
        if (cursor.TryNumbers(values, out int count))
        {
            return values;
        }

        count = Row(ref cursor, values);
        return count > 0 ? values : throw cursor.FaultAt(offset, $"{name} is empty; it has at least one number.");
    }

    private static int Row(ref JsonCursor cursor, Span<double> values)
    {
        int count = 0;
        while (cursor.NextElement())
        {
            values[count++] = cursor.Number();
        }

        return count;
    }
}
