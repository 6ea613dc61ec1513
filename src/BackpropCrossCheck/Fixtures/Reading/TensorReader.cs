using System.Text.Json;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads a tensor whose shape the network and the batch decide; null stands for a number, a row or the tensor.</summary>
internal static class TensorReader
{
    /// <summary>Reads a tensor into a set; one without any number is left blank.</summary>
    /// <param name="cursor">Stands on the value; afterwards on its last token.</param>
    /// <param name="slot">Which tensor.</param>
    /// <param name="set">The set.</param>
    /// <returns>Whether it gives a number.</returns>
    public static bool Read(ref JsonCursor cursor, TensorSlot slot, TensorSet set)
    {
        if (cursor.Kind == JsonTokenType.Null)
        {
            set.LeaveBlank(slot);
            return false;
        }

        if (cursor.Kind != JsonTokenType.StartArray)
        {
            throw cursor.WrongKind($"an array of {TensorWords.Size(slot)}, or null");
        }

        double[] values = new double[slot.Length];
        bool[]? missing = null;
        if (slot.Parameter == ParameterTensor.Bias)
        {
            ReadRow(ref cursor, slot, values, 0, slot.Rows, ref missing);
        }
        else
        {
            ReadRows(ref cursor, slot, values, ref missing);
        }

        if (missing is not null && !missing.Contains(false))
        {
            set.LeaveBlank(slot);
            return false;
        }

        set.Set(slot, values, missing);
        return true;
    }

    private static void ReadRows(ref JsonCursor cursor, TensorSlot slot, double[] values, ref bool[]? missing)
    {
        int offset = cursor.Offset;
        int rows = 0;
        while (cursor.NextElement())
        {
            if (rows < slot.Rows && cursor.Kind == JsonTokenType.Null)
            {
                missing ??= new bool[values.Length];
                missing.AsSpan(rows * slot.Columns, slot.Columns).Fill(true);
            }
            else if (rows < slot.Rows)
            {
                if (cursor.Kind != JsonTokenType.StartArray)
                {
                    throw cursor.WrongKind($"an array of {TensorWords.Columns(slot)}, or null");
                }

                ReadRow(ref cursor, slot, values, rows * slot.Columns, slot.Columns, ref missing);
            }
            else
            {
                cursor.Skip();
            }

            rows++;
        }

        if (rows != slot.Rows)
        {
            throw cursor.FaultAt(offset, $"found {Wording.Count(rows, "row")}; {TensorWords.Whole(slot)}. Write null for a row that is not given.");
        }
    }

    private static void ReadRow(ref JsonCursor cursor, TensorSlot slot, double[] values, int start, int length, ref bool[]? missing)
    {
        int offset = cursor.Offset;
        int count = 0;
        while (cursor.NextElement())
        {
            // Numbers beyond the end are only counted, for the error.
            int index = start + Math.Min(count, length - 1);
            if (cursor.Kind == JsonTokenType.Null)
            {
                missing ??= new bool[values.Length];
                missing[index] = true;
            }
            else
            {
                values[index] = cursor.Number("a number, or null for one that is not given");
            }

            count++;
        }

        if (count != length)
        {
            string advice = slot.Parameter == ParameterTensor.Weights && count == slot.Rows
                ? "This is the transpose, as a Keras kernel is: rows are units."
                : "Write null for a number that is not given.";
            throw cursor.FaultAt(offset, $"found {Wording.Count(count, "number")} here; {TensorWords.Whole(slot)}. {advice}");
        }
    }
}
