using System.Runtime.CompilerServices;
using BackpropCrossCheck.Engine.Numerics.Vectors;

namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>C = A B in blocks that stay in the caches.</summary>
/// <remarks>A block of B, some 768 KB, lies in the second-level cache. Of it, a panel as wide as a tile lies in the first-level cache
/// while the rows of A pass. Source: Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (2008).</remarks>
/// <typeparam name="T">A register.</typeparam>
internal static unsafe class Blocks<T>
    where T : struct, ILanes<T>
{
    /// <summary>The longest part of the sums that is added up in one go.</summary>
    private const int Deep = 256;

    /// <summary>The numbers in a block of B.</summary>
    private const int InBlock = 96 * 1024;

    /// <summary>The rows of A that pass a panel of B in one go.</summary>
    private const int Tall = 20 * Tile<T>.Rows;

    /// <summary>From this many numbers on, a part of B or of the transpose of A is copied even if it could be read in place.</summary>
    private const int WorthPacking = 4096;

    /// <summary>The columns of a tile.</summary>
    public static int Width => 2 * T.Count;

    /// <summary>C = A B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in Factors f)
    {
        int deep = Even(f.Inner, Deep, 1);
        int broad = Even(f.Columns, InBlock / deep, Width);
        bool packsB = f.B.ColumnStride != 1 || (f.Rows > 2 * Tile<T>.Rows && (long)deep * f.Columns > WorthPacking);
        bool packsA = f.A.ColumnStride != 1 && f.Columns > Width && (long)deep * f.Rows > WorthPacking;
        int inA = deep * (packsA ? Math.Min(Tall, Even(f.Rows, int.MaxValue, Tile<T>.Rows)) : Tile<T>.Rows);
        int inB = deep * (packsB ? broad : Width);
        double* tile = Workspace.Of((Tile<T>.Rows * Width) + inA + inB);
        double* blockA = tile + (Tile<T>.Rows * Width);
        double* blockB = blockA + inA;
        for (int column = 0; column < f.Columns; column += broad)
        {
            int columns = Math.Min(broad, f.Columns - column);
            for (int k = 0; k < f.Inner; k += deep)
            {
                int inner = Math.Min(deep, f.Inner - k);
                Operand b = f.B.From(k, column);
                if (packsB)
                {
                    Pack(b, inner, columns, Width, blockB);
                }

                for (int row = 0; row < f.Rows; row += Tall)
                {
                    int rows = Math.Min(Tall, f.Rows - row);
                    Operand a = f.A.From(row, k);
                    int packedFrom = packsA ? 0 : rows / Tile<T>.Rows * Tile<T>.Rows;
                    Pack(a.From(packedFrom, 0).Transposed, inner, rows - packedFrom, Tile<T>.Rows, blockA);
                    var block = new Factors(a, b, f.C.From(row, column), rows, inner, columns);
                    Multiply(block, blockA, packedFrom, blockB, packsB, tile, k > 0);
                }
            }
        }

        Overflow.Mend<T>(f);
    }

    /// <summary>Adds the product of two blocks to a block of C, tile by tile.</summary>
    /// <param name="f">The blocks.</param>
    /// <param name="packedA">The rows of A from <paramref name="packedFrom"/> on, as <see cref="Pack"/> leaves them.</param>
    /// <param name="packedFrom">The first row of A that has been packed.</param>
    /// <param name="packedB">B, as <see cref="Pack"/> leaves it, or room for its last columns.</param>
    /// <param name="packsB">Whether B has been packed.</param>
    /// <param name="tile">Room for a tile.</param>
    /// <param name="goesOn">Whether C already holds a part of the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(
        in Factors f, double* packedA, int packedFrom, double* packedB, bool packsB, double* tile, bool goesOn)
    {
        for (int j = 0; j < f.Columns; j += Width)
        {
            int columns = Math.Min(Width, f.Columns - j);
            int width = columns <= T.Count ? T.Count : Width;
            double* b = packsB ? packedB + ((nint)j * f.Inner) : f.B.At(0, j);
            nint strideB = packsB ? Width : f.B.RowStride;
            if (!packsB && columns < width)
            {
                Pack(f.B.From(0, j), f.Inner, columns, Width, packedB);
                b = packedB;
                strideB = Width;
            }

            for (int i = 0; i < f.Rows; i += Tile<T>.Rows)
            {
                int rows = Math.Min(Tile<T>.Rows, f.Rows - i);
                Operand a = i < packedFrom
                    ? f.A.From(i, 0)
                    : new Operand((nint)(packedA + ((nint)(i - packedFrom) * f.Inner)), 1, Tile<T>.Rows);
                if (rows == Tile<T>.Rows && columns == width)
                {
                    MultiplyTile(a, b, strideB, f.C.At(i, j), f.C.RowStride, f.Inner, width, goesOn);
                    continue;
                }

                var room = new Operand((nint)tile, Width, 1);
                if (goesOn)
                {
                    Copy(f.C.From(i, j), room, rows, columns);
                }

                MultiplyTile(a, b, strideB, tile, Width, f.Inner, width, goesOn);
                Copy(room, f.C.From(i, j), rows, columns);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyTile(
        in Operand a, double* b, nint strideB, double* c, nint strideC, int inner, int width, bool goesOn)
    {
        if (width == Width)
        {
            Tile<T>.Wide(a, b, strideB, c, strideC, inner, goesOn);
        }
        else
        {
            Tile<T>.Narrow(a, b, strideB, c, strideC, inner, goesOn);
        }
    }

    /// <summary>Copies columns in panels: of each panel, row after row. Missing columns of the last panel become 0.</summary>
    /// <param name="from">The columns.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="width">The columns of a panel.</param>
    /// <param name="to">Where to.</param>
    private static void Pack(in Operand from, int rows, int columns, int width, double* to)
    {
        for (int j = 0; j < columns; j += width)
        {
            Packing.Columns(from.From(0, j), rows, Math.Min(width, columns - j), width, to + ((nint)j * rows));
        }
    }

    private static void Copy(in Operand from, in Operand to, int rows, int columns)
    {
        for (int i = 0; i < rows; i++)
        {
            double* source = from.At(i, 0);
            double* target = to.At(i, 0);
            for (int j = 0; j < columns; j++)
            {
                target[j] = source[j];
            }
        }
    }

    /// <summary>Parts of nearly equal length, multiples of a unit, each at most as long as a limit if a unit is not longer.</summary>
    private static int Even(int length, int limit, int unit)
    {
        int units = (length + unit - 1) / unit;
        int most = Math.Max(1, limit / unit);
        int parts = (units + most - 1) / most;
        return (units + parts - 1) / parts * unit;
    }
}
