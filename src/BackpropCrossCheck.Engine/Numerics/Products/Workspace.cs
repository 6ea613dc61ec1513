using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>Memory for copies of parts of matrices. Each thread keeps its own for the next product.</summary>
internal static unsafe class Workspace
{
    private const int CacheLine = 64;

    /// <summary>As much as a block of B, the rows of A that pass it, and a tile. Less would have to grow when a thread is left with a part
    /// that another one took before, so that now and then a product would allocate.</summary>
    private const int Usual = 136 * 1024;

    [ThreadStatic]
    private static double[]? _memory;

    /// <summary>Makes the calling thread's memory ready, whichever thread takes its part of the product.</summary>
    public static void Prepare() => Of(0);

    /// <summary>Memory that starts at a line of the cache. It is valid until the thread asks again.</summary>
    /// <param name="numbers">How many numbers are needed.</param>
    public static double* Of(int numbers)
    {
        int length = Math.Max(numbers, Usual) + (CacheLine / sizeof(double));
        double[]? memory = _memory;
        if (memory is null || memory.Length < length)
        {
            // Pinned, so that its address stays.
            memory = GC.AllocateUninitializedArray<double>(length, pinned: true);
            _memory = memory;
        }

        nint address = (nint)Unsafe.AsPointer(ref memory[0]);
        return (double*)((address + CacheLine - 1) & -CacheLine);
    }
}
