namespace BackpropCrossCheck.Fixtures.Drawing;

/// <summary>Random whole numbers. A seed gives the same ones on every machine and with every version of .NET.</summary>
/// <param name="seed">The seed.</param>
/// <remarks>SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.</remarks>
internal sealed class IntegerGenerator(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 up to the limit, excluding the limit. For limits of a few hundred, no number is preferred by more than 1 in
    /// 10¹⁶.</summary>
    /// <param name="limit">The limit, at least 1.</param>
    public int Below(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)limit);
    }

    /// <summary>One of several choices.</summary>
    /// <param name="choices">The choices.</param>
    public T Of<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>A number from −1 up to 1, a multiple of 2⁻⁵⁰.</summary>
    public double Fraction() => (((((double)Below(1 << 25)) * (1 << 26)) + Below(1 << 26)) * Math.ScaleB(1, -50)) - 1;
}
