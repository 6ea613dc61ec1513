using System.Text.Json;
using BackpropCrossCheck.TensorFlowNet.Calculation;

namespace BackpropCrossCheck.TensorFlowNet.Messages;

/// <summary>Reads arrays of numbers.</summary>
internal static class MatrixReader
{
    /// <summary>An array of rows of equal length. Neither it nor its rows may be empty.</summary>
    /// <param name="array">The array.</param>
    /// <param name="place">Its place, for the message.</param>
    /// <exception cref="RequestException">It is something else.</exception>
    public static Matrix Matrix(JsonElement array, string place)
    {
        var values = new List<double>();
        int rows = 0;
        int columns = 0;
        foreach (JsonElement element in Field.Elements(array, place))
        {
            double[] row = Row(element, $"{place}[{rows}]");
            if (rows > 0 && row.Length != columns)
            {
                throw new RequestException($"{place}[{rows}] has {row.Length} numbers; {columns} were expected, as in the first row.");
            }

            values.AddRange(row);
            columns = row.Length;
            rows++;
        }

        return new Matrix(rows, columns, [.. values]);
    }

    /// <summary>An array of numbers, which must not be empty.</summary>
    /// <param name="array">The array.</param>
    /// <param name="place">Its place, for the message.</param>
    /// <exception cref="RequestException">It is something else.</exception>
    public static double[] Row(JsonElement array, string place)
    {
        JsonElement.ArrayEnumerator elements = Field.Elements(array, place);
        double[] row = new double[array.GetArrayLength()];
        int column = 0;
        foreach (JsonElement element in elements)
        {
            row[column] = Number(element, $"{place}[{column}]");
            column++;
        }

        return row;
    }

    /// <summary>A number, or one of the strings "NaN", "Infinity" and "-Infinity".</summary>
    /// <param name="element">The number.</param>
    /// <param name="place">Its place, for the message.</param>
    /// <exception cref="RequestException">It is something else.</exception>
    public static double Number(JsonElement element, string place) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String when element.ValueEquals("NaN"u8) => double.NaN,
        JsonValueKind.String when element.ValueEquals("Infinity"u8) => double.PositiveInfinity,
        JsonValueKind.String when element.ValueEquals("-Infinity"u8) => double.NegativeInfinity,
        _ => throw new RequestException($"{place} is {element.GetRawText()}; a number was expected."),
    };
}
