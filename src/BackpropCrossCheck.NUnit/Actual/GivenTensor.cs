using System.Collections;
using System.Globalization;

namespace BackpropCrossCheck.NUnit.Actual;

/// <summary>The numbers of one tensor, as a test gave them.</summary>
/// <param name="Values">The numbers, row by row.</param>
/// <param name="Columns">How many numbers a row has; null if they are given without rows.</param>
/// <param name="HasFloats">Whether any of them is a float.</param>
internal sealed record GivenTensor(double[] Values, int? Columns, bool HasFloats)
{
    /// <summary>The number of rows; null if the numbers are given without rows.</summary>
    public int? Rows => Columns is { } columns ? columns == 0 ? 0 : Values.Length / columns : null;

    /// <summary>Reads a two-dimensional array, rows of numbers, a flat collection of numbers, or one number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">Its name in messages.</param>
    /// <exception cref="ArgumentException">The value is none of these.</exception>
    public static GivenTensor Of(object? value, string name)
    {
        object?[] items = Items(value) ?? throw new ArgumentException(
            $"{name}: {Kind(value)} is given, where numbers are expected (double or float).");
        if (value is Array { Rank: 2 } matrix)
        {
            return OfNumbers(items, matrix.GetLength(1), name);
        }

        object?[]?[] rows = Array.ConvertAll(items, item => Number(item) is null ? Items(item) : null);
        if (rows.Length == 0 || rows[0] is null)
        {
            return OfNumbers(items, null, name);
        }

        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row]?.Length != rows[0]!.Length)
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: row 1 has {rows[0]!.Length} numbers, row {row + 1} "
                        + $"{(rows[row] is { } other ? FormattableString.Invariant($"has {other.Length}") : $"is {Kind(items[row])}")}."));
            }
        }

        return OfNumbers([.. rows.SelectMany(row => row!)], rows[0]!.Length, name);
    }

    private static GivenTensor OfNumbers(object?[] items, int? columns, string name)
    {
        double[] values = Array.ConvertAll(items, item => Number(item)
            ?? throw new ArgumentException($"{name}: {Kind(item)} is given, where a number is expected (double or float)."));
        return new GivenTensor(values, columns, items.Any(item => item is float));
    }

    private static double? Number(object? item) => item switch
    {
        double number => number,
        float number => number,
        _ => null,
    };

    private static object?[]? Items(object? value) => value switch
    {
        string => null,
        IEnumerable items => [.. items.Cast<object?>()],
        ReadOnlyMemory<double> memory => [.. memory.ToArray().Cast<object?>()],
        Memory<double> memory => [.. memory.ToArray().Cast<object?>()],
        ReadOnlyMemory<float> memory => [.. memory.ToArray().Cast<object?>()],
        Memory<float> memory => [.. memory.ToArray().Cast<object?>()],
        double or float => [value],
        _ => null,
    };

    private static string Kind(object? value) => value is null ? "null" : $"a value of the type {value.GetType()}";
}
