namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>Numbers that the processor calculates with at once, as many as fit a register. A loop over this interface is written once;
/// the compiler makes it for AVX-512, AVX2 and Arm.</summary>
/// <remarks>Every operation is that of IEEE 754 in each lane, so a lane holds the same bits whatever the width.</remarks>
/// <typeparam name="T">The type that implements the interface.</typeparam>
internal unsafe interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>How many numbers it holds.</summary>
    static abstract int Count { get; }

    /// <summary><see cref="Count"/> numbers from memory.</summary>
    static abstract T Load(double* from);

    /// <summary>The same number in every lane.</summary>
    static abstract T All(double value);

    /// <summary>x·y + sum, rounded once.</summary>
    static abstract T MultiplyAdd(T x, T y, T sum);

    /// <summary>|x|.</summary>
    static abstract T Abs(T x);

    /// <summary>The magnitude of one number with the sign of another.</summary>
    static abstract T WithSign(T magnitude, T sign);

    /// <summary>The larger of x and a limit, which is not 0; NaN if x is NaN.</summary>
    static abstract T AtLeast(T x, T limit);

    /// <summary>One number where x ≥ 0, the other where x &lt; 0; NaN counts as the first.</summary>
    static abstract T UnlessNegative(T x, T unless, T negative);

    /// <summary>2ⁿ where n is the integer in the lowest bits of a number, −1022 ≤ n ≤ 1023.</summary>
    static abstract T PowerOfTwo(T lowestBits);

    /// <summary>Whether every lane is at least as large as a limit; NaN is not.</summary>
    static abstract bool AreAtLeast(T x, T limit);

    /// <summary>Whether every lane is 0; NaN is not.</summary>
    static abstract bool AreZero(T x);

    static abstract T operator +(T x, T y);

    static abstract T operator -(T x, T y);

    static abstract T operator *(T x, T y);

    static abstract T operator /(T x, T y);

    /// <summary>Writes the numbers to memory.</summary>
    void Store(double* to);
}
