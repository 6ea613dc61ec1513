namespace BackpropCrossCheck.Engine.Tests;

/// <summary>What an action allocates.</summary>
internal static class AllocatedBytes
{
    /// <summary>The piece of memory that a thread allocates from. A collection that another test causes in the meantime takes the rest of
    /// it, and that rest counts as allocated.</summary>
    public const int Piece = 8192;

    private const int Runs = 5;

    /// <summary>The fewest bytes in several runs of an action.</summary>
    /// <param name="action">What is run on the calling thread.</param>
    public static long Of(Action action) => Enumerable.Range(0, Runs).Min(_ => OfOneRun(action));

    /// <summary>The bytes of one run; up to <see cref="Piece"/> too many.</summary>
    /// <param name="action">What is run on the calling thread.</param>
    public static long OfOneRun(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
