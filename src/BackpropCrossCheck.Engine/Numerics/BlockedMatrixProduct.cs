using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using BackpropCrossCheck.Engine.Numerics.Products;
using BackpropCrossCheck.Engine.Numerics.Vectors;

namespace BackpropCrossCheck.Engine.Numerics;

/// <summary>Matrix products in blocks that fit the caches and tiles that fit the registers, with AVX-512, AVX2 or Arm's vectors. Small ones
/// are calculated in plain loops, large ones on two threads. All of these give the same bits.</summary>
/// <param name="threads">The largest number of threads, at least 1. More than two are not used.</param>
public sealed unsafe class BlockedMatrixProduct(int threads = 1) : MatrixProduct
{
    /// <summary>Below this many multiplications plain loops are faster.</summary>
    private const long WorthTiles = 300;

    /// <summary>From this many multiplications on, compiling the tiles pays at once.</summary>
    private const long WorthCompiling = 1 << 20;

    /// <summary>The number of multiplications from which a second thread pays.</summary>
    internal const long WorthSecondThread = 1 << 18;

    /// <summary>The number of multiplications from which a strip may wait for another to be finished.</summary>
    private const long WorthFourStrips = 1 << 24;

    // Multiplications in plain loops that tiles would have calculated faster. A race may lose some; the results are the same.
    private static long _beforeCompiling;

    private readonly bool _hasSecondThread = threads >= 1
        ? threads > 1 && Environment.ProcessorCount > 1
        : throw new ArgumentOutOfRangeException(nameof(threads), threads, "At least one thread is needed.");

    /// <inheritdoc/>
    protected override void MultiplyTransposed(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns)
        => Multiply(a, inner, 1, b, 1, inner, c, rows, inner, columns);

    /// <inheritdoc/>
    protected override void Multiply(
        ReadOnlySpan<double> a, int rowStride, int innerStride, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns)
        => Multiply(a, rowStride, innerStride, b, columns, 1, c, rows, inner, columns);

    private void Multiply(
        ReadOnlySpan<double> a,
        int rowStrideA,
        int columnStrideA,
        ReadOnlySpan<double> b,
        int rowStrideB,
        int columnStrideB,
        Span<double> c,
        int rows,
        int inner,
        int columns)
    {
        fixed (double* startA = a, startB = b, startC = c)
        {
            var factors = new Factors(
                new Operand((nint)startA, rowStrideA, columnStrideA),
                new Operand((nint)startB, rowStrideB, columnStrideB),
                new Operand((nint)startC, columns, 1),
                rows,
                inner,
                columns);
            long work = factors.Work;
            if (work < WorthTiles || !IsWorthCompiling(work))
            {
                PlainLoops.Multiply(factors);
            }
            else
            {
                MultiplyInTiles(factors, work);
            }
        }
    }

    private static bool IsWorthCompiling(long work)
    {
        if (_beforeCompiling < WorthCompiling)
        {
            // The product that is worth it compiles them for all that follow.
            _beforeCompiling += work;
            return work >= WorthCompiling;
        }

        return true;
    }

    private void MultiplyInTiles(in Factors factors, long work)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            MultiplyIn<EightLanes>(factors, work);
        }
        else if (Vector256.IsHardwareAccelerated && Fma.IsSupported)
        {
            MultiplyIn<FourLanes>(factors, work);
        }
        else if (AdvSimd.Arm64.IsSupported)
        {
            MultiplyIn<TwoLanes>(factors, work);
        }
        else
        {
            PlainLoops.Multiply(factors);
        }
    }

    private void MultiplyIn<T>(in Factors factors, long work)
        where T : struct, ILanes<T>
    {
        Workspace.Prepare();
        if (!_hasSecondThread || work < WorthSecondThread
            || !SecondThread.TryMultiply(factors, work < WorthFourStrips ? 2 : 4, &MultiplyStrip<T>))
        {
            Blocks<T>.Multiply(factors);
        }
    }

    private static void MultiplyStrip<T>(in Factors factors, int strip, int strips)
        where T : struct, ILanes<T>
    {
        Factors part = factors.Strip(strip, strips, Tile<T>.Rows, Blocks<T>.Width);
        if (part is { Rows: > 0, Columns: > 0 })
        {
            Blocks<T>.Multiply(part);
        }
    }
}
