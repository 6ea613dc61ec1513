using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine;

/// <summary>Checks of the callers' arguments; every exception of the ArgumentException family comes from here or names its rule itself.</summary>
internal static class Guard
{
    public static void Defined<T>(T value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{value} is not a value of {typeof(T).Name}.");
        }
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

    public static void AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string? name = null)
        => ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);

    public static void Length(int actual, long expected, string shape, string? name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{name} holds {actual} numbers; {shape} = {expected} are needed.", name);
        }
    }
}
