using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>eˣ = 2ⁿ(1 + q) with |q| below 0.42, in parts, so that callers lose neither q to the 1 nor small results to underflow.</summary>
/// <remarks>x = n ln 2 + r with |r| ≤ ½ ln 2, and q = eʳ − 1 is Taylor's series up to r¹³, whose rest is below 5·10⁻¹⁸. Its error is below
/// 0.6 units in the last place of 1 + q.</remarks>
/// <typeparam name="T">A register. <see cref="Exponential"/> takes the same steps with single numbers.</typeparam>
internal readonly struct ExponentialInLanes<T>
    where T : struct, ILanes<T>
{
    private readonly T _n;

    // n + Exponential.Integer.
    private readonly T _lowestBits;

    private ExponentialInLanes(T n, T lowestBits, T q) => (_n, _lowestBits, Q) = (n, lowestBits, q);

    /// <summary>q = eʳ − 1.</summary>
    public T Q { get; }

    /// <summary>2ⁿ for n ≥ −1022.</summary>
    public T Scale
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => T.PowerOfTwo(_lowestBits);
    }

    /// <summary>eˣ in parts.</summary>
    /// <param name="x">−1400 ≤ x ≤ 700; NaN gives NaN.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ExponentialInLanes<T> Of(T x) => Of(x, T.MultiplyAdd(x, T.All(Exponential.OnePerLn2), T.All(Exponential.Integer)));

    /// <summary>e^(factor·x) in parts.</summary>
    /// <param name="x">Any number for which the product lies between −1400 and 700; NaN gives NaN.</param>
    /// <param name="factor">A power of two, or minus one: it rounds nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ExponentialInLanes<T> Of(T x, double factor)
        => Of(T.All(factor) * x, T.MultiplyAdd(x, T.All(factor * Exponential.OnePerLn2), T.All(Exponential.Integer)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ExponentialInLanes<T> Of(T x, T lowestBits)
    {
        T n = lowestBits - T.All(Exponential.Integer);
        T r = T.MultiplyAdd(n, T.All(-Exponential.Ln2Rest), T.MultiplyAdd(n, T.All(-Exponential.Ln2), x));
        T r2 = r * r;
        T r4 = r2 * r2;

        // In pairs, so that they are worked out side by side. Each factor is 1/k!. A constant comes first, since the result may take
        // its register.
        T low = Pair(r2, Pair(r, 1.0 / 2, 1.0 / 6), Pair(r, 1.0 / 24, 1.0 / 120));
        T middle = Pair(r2, Pair(r, 1.0 / 720, 1.0 / 5040), Pair(r, 1.0 / 40320, 1.0 / 362880));
        T high = Pair(r2, Pair(r, 1.0 / 3628800, 1.0 / 39916800), Pair(r, 1.0 / 479001600, 1.0 / 6227020800));
        return new(n, lowestBits, T.MultiplyAdd(r2, Pair(r4, low, Pair(r4, middle, high)), r));
    }

    /// <summary>x·2ⁿ, rounded once, even if 2ⁿ alone underflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Scaled(T x)
    {
        T half = T.MultiplyAdd(_n, T.All(0.5), T.All(Exponential.Integer));
        T rest = _n - (half - T.All(Exponential.Integer)) + T.All(Exponential.Integer);
        return x * T.PowerOfTwo(half) * T.PowerOfTwo(rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Pair(T x, double constant, double factor) => T.MultiplyAdd(T.All(factor), x, T.All(constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Pair(T x, T constant, T factor) => T.MultiplyAdd(x, factor, constant);
}
