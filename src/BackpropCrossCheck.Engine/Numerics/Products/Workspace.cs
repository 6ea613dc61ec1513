namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>Memory for copies of parts of matrices. Each thread keeps its own for the next product.</summary>
internal static unsafe class Workspace
{
    private const int CacheLine = 64;

    [ThreadStatic]
    private static double[]? _memory;

    /// <summary>Memory that starts at a line of the cache. It is valid until the thread asks again.</summary>
    /// <param name="numbers">How many numbers are needed.</param>
    public static double* Of(int numbers)
    {
        int length = numbers + (CacheLine / sizeof(double));
        double[]? memory = _memory;
        if (memory is null || memory.Length < length)
        {
            // Pinned, so that its address stays.
            memory = GC.AllocateUninitializedArray<double>(length + (length / 2), pinned: true);
            _memory = memory;
        }

        nint address = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref memory[0]);
        return (double*)((address + CacheLine - 1) & -CacheLine);
    }
}
