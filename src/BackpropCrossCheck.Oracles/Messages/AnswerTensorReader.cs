using System.Text.Json;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Oracles.Messages;

/// <summary>Reads arrays of numbers directly into the arrays of a <see cref="TensorSet"/>.</summary>
internal static class AnswerTensorReader
{
    /// <summary>Reads an array of rows. The reader is at its first token.</summary>
    /// <exception cref="FormatException">It does not have the step's shape, or an element is not a number.</exception>
    public static double[] Matrix(ref Utf8JsonReader reader, Step step, Place place)
    {
        Array(ref reader, place, "an array of rows");
        double[] values = new double[step.Length];
        int row = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (row < step.Rows)
            {
                Fill(ref reader, values.AsSpan(row * step.Columns, step.Columns), place with { Row = row });
            }
            else
            {
                reader.Skip();
            }

            row++;
        }

        return row == step.Rows ? values : throw place.WrongCount(row, step.Rows, "row");
    }

    /// <summary>Reads an array of numbers. The reader is at its first token.</summary>
    /// <exception cref="FormatException">It has another length, or an element is not a number.</exception>
    public static double[] Vector(ref Utf8JsonReader reader, Step step, Place place)
    {
        double[] values = new double[step.Length];
        Fill(ref reader, values, place);
        return values;
    }

    /// <summary>Reads a number, "NaN", "Infinity" or "-Infinity".</summary>
    /// <exception cref="FormatException">It is something else, or exceeds the largest double.</exception>
    public static double Number(ref Utf8JsonReader reader, Place place)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && double.IsFinite(value))
        {
            return value;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            if (reader.ValueTextEquals("NaN"u8))
            {
                return double.NaN;
            }

            if (reader.ValueTextEquals("Infinity"u8))
            {
                return double.PositiveInfinity;
            }

            if (reader.ValueTextEquals("-Infinity"u8))
            {
                return double.NegativeInfinity;
            }
        }

        throw place.Wrong(MessageText.Token(ref reader), "a number of double precision, or \"NaN\", \"Infinity\", \"-Infinity\"");
    }

    /// <summary>Checks that an array begins here.</summary>
    /// <exception cref="FormatException">Something else begins here.</exception>
    public static void Array(ref Utf8JsonReader reader, Place place, string expected)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw place.Wrong(MessageText.Token(ref reader), expected);
        }
    }

    private static void Fill(ref Utf8JsonReader reader, Span<double> values, Place place)
    {
        Array(ref reader, place, "an array of numbers");
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            double value = Number(ref reader, place);
            if (count < values.Length)
            {
                values[count] = value;
            }

            count++;
        }

        if (count != values.Length)
        {
            throw place.WrongCount(count, values.Length, "number");
        }
    }
}
