using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics;

/// <summary>Checks callers' arguments. Every exception of the ArgumentException family comes from here or names its rule itself.</summary>
internal static class Guard
{
    /// <summary>The caller checks whether the value is defined; Enum.IsDefined is too slow here: it costs more than a small check of a
    /// network.</summary>
    public static T Defined<T>(T value, bool isDefined, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : struct, Enum
    {
        return isDefined
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{value} is not a value of {typeof(T).Name}.");
    }

    public static void Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite.");
        }
    }

    public static void Finite(ReadOnlySpan<double> values, [CallerArgumentExpression(nameof(values))] string? name = null)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentOutOfRangeException(name, values[i], $"{name}[{i}] must be finite.");
            }
        }
    }

    public static void NotNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        Finite(value, name);
        // ThrowIfNegative refuses −0, which is 0.
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 0, name);
    }

    /// <summary>At least 0 and below 1.</summary>
    public static void Share(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        NotNegative(value, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1, name);
    }

    public static void AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string? name = null)
        => ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);

    public static void Length(int actual, long expected, string shape, string? name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{name} holds {actual} numbers; {shape} = {expected} are needed.", name);
        }
    }

    public static void Rows(int length, int units, string name)
    {
        AtLeastOne(units);
        if (length == 0 || length % units != 0)
        {
            throw new ArgumentException(
                $"{name} holds {length} numbers; at least one row of units = {units} is needed, and no part of a row.", name);
        }
    }

    public static void SameLength(ReadOnlySpan<double> values, ReadOnlySpan<double> like, string name)
        => Length(values.Length, like.Length, "samples × units", name);

    public static void Result(ReadOnlySpan<double> result, ReadOnlySpan<double> left, ReadOnlySpan<double> right, string name)
    {
        SameLength(result, left, name);
        if (result.Overlaps(left) || result.Overlaps(right))
        {
            throw new ArgumentException($"{name} overlaps an operand.", name);
        }
    }
}
