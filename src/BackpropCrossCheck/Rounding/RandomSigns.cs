namespace BackpropCrossCheck.Rounding;

/// <summary>Random signs that are the same on every machine and in every version: SplitMix64, one bit per sign.</summary>
/// <param name="seed">The seed.</param>
/// <remarks>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).</remarks>
internal sealed class RandomSigns(ulong seed)
{
    private ulong _state = seed;

    /// <summary>+1 or −1.</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) & 1) == 0 ? 1 : -1;
    }
}
