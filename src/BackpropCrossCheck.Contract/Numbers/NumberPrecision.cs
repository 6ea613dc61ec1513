namespace BackpropCrossCheck.Numbers;

/// <summary>How precise stated numbers are: the format they were calculated in, or the digits they were rounded to.</summary>
public abstract record NumberPrecision
{
    private NumberPrecision()
    {
    }

    /// <summary>Numbers from a program that calculates in float32.</summary>
    public static NumberPrecision Float32 { get; } = new Format(FloatFormat.Float32);

    /// <summary>Numbers from a program that calculates in float64.</summary>
    public static NumberPrecision Float64 { get; } = new Format(FloatFormat.Float64);

    /// <summary>Numbers from a program that calculates in a floating-point format.</summary>
    /// <param name="Value">The format.</param>
    public sealed record Format(FloatFormat Value) : NumberPrecision;

    /// <summary>Numbers rounded to a number of digits after the decimal point.</summary>
    /// <param name="Count">d, at least 0.</param>
    public sealed record Decimals(int Count) : NumberPrecision;

    /// <summary>Numbers rounded to a number of significant digits.</summary>
    /// <param name="Count">s, at least 1.</param>
    public sealed record Significant(int Count) : NumberPrecision;
}
