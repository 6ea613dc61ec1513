namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>eˣ = 2ⁿ(1 + q) in parts, as <see cref="ExponentialInLanes{T}"/>, of a single number.</summary>
internal readonly struct Exponential
{
    /// <summary>Added to a small number, it leaves the nearest integer in the lowest bits.</summary>
    public const double Integer = 6755399441055744;

    public const double OnePerLn2 = 1.4426950408889634;
    public const double Ln2 = 0.6931471805599453;
    public const double Ln2Rest = 2.3190468138462996e-17;

    private readonly double _n;

    /// <summary>eˣ in parts.</summary>
    /// <param name="x">−1400 ≤ x ≤ 700; NaN gives NaN.</param>
    public Exponential(double x)
    {
        _n = Math.FusedMultiplyAdd(x, OnePerLn2, Integer) - Integer;
        double r = Math.FusedMultiplyAdd(_n, -Ln2Rest, Math.FusedMultiplyAdd(_n, -Ln2, x));
        double r2 = r * r;
        double r4 = r2 * r2;
        double low = Math.FusedMultiplyAdd(
            r2, Math.FusedMultiplyAdd(r, 1.0 / 120, 1.0 / 24), Math.FusedMultiplyAdd(r, 1.0 / 6, 1.0 / 2));
        double middle = Math.FusedMultiplyAdd(
            r2, Math.FusedMultiplyAdd(r, 1.0 / 362880, 1.0 / 40320), Math.FusedMultiplyAdd(r, 1.0 / 5040, 1.0 / 720));
        double high = Math.FusedMultiplyAdd(
            r2, Math.FusedMultiplyAdd(r, 1.0 / 6227020800, 1.0 / 479001600), Math.FusedMultiplyAdd(r, 1.0 / 39916800, 1.0 / 3628800));
        Q = Math.FusedMultiplyAdd(r2, Math.FusedMultiplyAdd(r4, Math.FusedMultiplyAdd(r4, high, middle), low), r);
    }

    /// <summary>q = eʳ − 1.</summary>
    public double Q { get; }

    /// <summary>2ⁿ for n ≥ −1022.</summary>
    public double Scale => PowerOfTwo(_n + Integer);

    /// <summary>x·2ⁿ, rounded once, even if 2ⁿ alone underflows.</summary>
    public double Scaled(double x)
    {
        double half = Math.FusedMultiplyAdd(_n, 0.5, Integer);
        double rest = _n - (half - Integer) + Integer;
        return x * PowerOfTwo(half) * PowerOfTwo(rest);
    }

    private static double PowerOfTwo(double lowestBits)
        => BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(lowestBits) + 1023) << 52);
}
