namespace BackpropCrossCheck.Engine.Numerics;

/// <summary>What a floating-point format does to numbers.</summary>
/// <param name="UnitRoundoff">u, the largest relative error of one rounding.</param>
/// <param name="FlushLevel">τ, the level below which a program may flush numbers to zero.</param>
/// <param name="Largest">The largest finite number.</param>
/// <param name="SmallestNormal">The smallest number with full precision. Smaller ones lose digits or become 0.</param>
public sealed record FormatRounding(double UnitRoundoff, double FlushLevel, double Largest, double SmallestNormal)
{
    /// <summary>float32: u = 2⁻²⁴, τ = 2⁻¹²⁰.</summary>
    public static FormatRounding Float32 { get; } = new(Math.ScaleB(1, -24), Math.ScaleB(1, -120), float.MaxValue, Math.ScaleB(1, -126));

    /// <summary>float64: u = 2⁻⁵³, τ = 2⁻¹⁰¹⁶.</summary>
    public static FormatRounding Float64 { get; } = new(Math.ScaleB(1, -53), Math.ScaleB(1, -1016), double.MaxValue, Math.ScaleB(1, -1022));

    /// <summary>float16: u = 2⁻¹¹, and everything below the smallest normal number may be 0.</summary>
    public static FormatRounding Float16 { get; } = new(Math.ScaleB(1, -11), Math.ScaleB(1, -14), 65504, Math.ScaleB(1, -14));

    /// <summary>bfloat16: u = 2⁻⁸, with the range of float32.</summary>
    public static FormatRounding BFloat16 { get; } =
        new(Math.ScaleB(1, -8), Math.ScaleB(1, -120), 3.3895313892515355e38, Math.ScaleB(1, -126));

    /// <summary>The bfloat16 nearest to a number.</summary>
    /// <param name="value">The number.</param>
    public static double NearestBFloat16(double value)
    {
        uint bits = BitConverter.SingleToUInt32Bits((float)value);
        return float.IsFinite((float)value) ? BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000) : value;
    }

    /// <summary>ρ of a number that is rounded on input: u·|x|. It is |x| if the number may become 0, and infinite if the format cannot hold
    /// it.</summary>
    /// <param name="x">An input, label, weight or bias.</param>
    public double OfInput(double x) => Math.Abs(x) > Largest ? double.PositiveInfinity
        : Math.Abs(x) < SmallestNormal ? Math.Abs(x)
        : UnitRoundoff * Math.Abs(x);

    /// <summary>A number moved by a rounding error. A network's numbers must be finite, so the result never goes beyond the largest
    /// one.</summary>
    /// <param name="x">An input, label, weight or bias.</param>
    /// <param name="by">The error, with its sign.</param>
    public static double Moved(double x, double by) => Math.Clamp(x + by, double.MinValue, double.MaxValue);

    /// <summary>ρ, or infinity if a magnitude in the calculation exceeds the largest number of the format.</summary>
    /// <param name="rho">ρ.</param>
    /// <param name="magnitude">The largest magnitude in the calculation.</param>
    public double UnlessOverflow(double rho, double magnitude) => magnitude <= Largest ? rho : double.PositiveInfinity;
}
