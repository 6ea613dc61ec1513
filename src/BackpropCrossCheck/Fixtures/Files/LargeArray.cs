namespace BackpropCrossCheck.Fixtures.Files;

/// <summary>Arrays for the numbers of large fixtures.</summary>
internal static class LargeArray
{
    /// <summary>From this many numbers on, finding pages takes longer than using them.</summary>
    private const int Least = 1 << 19;

    /// <summary>An array of zeros; a large one is in large pages.</summary>
    /// <param name="length">How many.</param>
    public static double[] OfZeros(int length)
    {
        if (length < Least)
        {
            return new double[length];
        }

        double[] zeros = GC.AllocateArray<double>(length, pinned: true);
        MemoryAdvice.UseLargePages(zeros);
        return zeros;
    }
}
