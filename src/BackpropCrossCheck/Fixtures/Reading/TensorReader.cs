using System.Text.Json;
using BackpropCrossCheck.Fixtures.Files;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads a tensor whose shape the network and the batch determine. A null stands for a number, a row or the whole
/// tensor.</summary>
internal static class TensorReader
{
    /// <summary>Reads a tensor. Without any number it is left blank.</summary>
    /// <param name="cursor">At the value; afterwards at its last token.</param>
    /// <param name="step">The tensor.</param>
    /// <param name="numbers">Receives its numbers, and where it begins.</param>
    /// <returns>Whether it contains any number.</returns>
    public static bool Read(ref JsonCursor cursor, Step step, PlacedNumbers numbers)
    {
        if (cursor.Kind == JsonTokenType.Null)
        {
            numbers.Values.LeaveBlank(step);
            return false;
        }

        if (step.IsShared && cursor.Kind != JsonTokenType.StartArray)
        {
            numbers.Offsets.Note(step, cursor.Offset);
            numbers.Values.Set(step, [cursor.Result("a number, since the units share one bias, or null where it is not given")]);
            return true;
        }

        if (cursor.Kind != JsonTokenType.StartArray)
        {
            throw cursor.WrongKind($"an array of {Wording.Size(step)}, or null");
        }

        numbers.Offsets.Note(step, cursor.Offset);
        double[] values = LargeArray.OfZeros(step.Length);
        if (IsPlain(ref cursor, step, values))
        {
            numbers.Values.Set(step, values);
            return true;
        }

        bool[]? missing = null;
        if (step.IsBias)
        {
            ReadRow(ref cursor, step, values, 0, step.Rows, ref missing);
        }
        else
        {
            ReadRows(ref cursor, step, values, ref missing);
        }

        if (missing is not null && !missing.Contains(false))
        {
            numbers.Values.LeaveBlank(step);
            return false;
        }

        numbers.Values.Set(step, values, missing);
        return true;
    }

    /// <summary>Reads a tensor that is complete and holds nothing but numbers. Otherwise the cursor stays where it is.</summary>
    private static bool IsPlain(ref JsonCursor cursor, Step step, double[] values)
    {
        JsonCursor ahead = cursor;
        bool isPlain = step.IsBias
            ? ahead.TryNumbers(values, out int count) && count == step.Rows
            : ahead.TryRows(values, out int rows, out int columns) && rows == step.Rows && columns == step.Columns;
        if (isPlain)
        {
            cursor = ahead;
        }

        return isPlain;
    }

    private static void ReadRows(ref JsonCursor cursor, Step step, double[] values, ref bool[]? missing)
    {
        int offset = cursor.Offset;
        int rows = 0;
        while (cursor.NextElement())
        {
            if (rows < step.Rows && cursor.Kind == JsonTokenType.Null)
            {
                missing ??= new bool[values.Length];
                missing.AsSpan(rows * step.Columns, step.Columns).Fill(true);
            }
            else if (rows < step.Rows)
            {
                if (cursor.Kind != JsonTokenType.StartArray)
                {
                    throw cursor.WrongKind($"an array of {Wording.Columns(step)}, or null");
                }

                ReadRow(ref cursor, step, values, rows * step.Columns, step.Columns, ref missing);
            }
            else
            {
                cursor.Skip();
            }

            rows++;
        }

        if (rows != step.Rows)
        {
            throw cursor.FaultAt(
                offset, $"found {Wording.Count(rows, "row")}; {Wording.Whole(step)}. Write null for a row that is not given.");
        }
    }

    private static void ReadRow(ref JsonCursor cursor, Step step, double[] values, int start, int length, ref bool[]? missing)
    {
        int offset = cursor.Offset;
        int count = 0;
        while (cursor.NextElement())
        {
            // Numbers beyond the end are only counted, for the error message.
            int index = start + Math.Min(count, length - 1);
            if (cursor.Kind == JsonTokenType.Null)
            {
                missing ??= new bool[values.Length];
                missing[index] = true;
            }
            else
            {
                values[index] = cursor.Result("a number, or null for one that is not given");
            }

            count++;
        }

        if (count != length)
        {
            string advice = step.IsWeights && count == step.Rows
                ? "This is the transpose, as a Keras kernel is: rows are units."
                : "Write null for a number that is not given.";
            throw cursor.FaultAt(offset, $"found {Wording.Count(count, "number")} here; {Wording.Whole(step)}. {advice}");
        }
    }
}
