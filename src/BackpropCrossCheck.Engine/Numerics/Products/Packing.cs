using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>Copies parts of a factor to where the innermost loop reads them one after the other.</summary>
internal static unsafe class Packing
{
    /// <summary>Some neighbouring columns of a matrix, row by row. Missing columns become 0.</summary>
    /// <param name="from">The matrix, from the first of the columns on.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="width">How many columns are wanted, at least as many.</param>
    /// <param name="to">rows × width; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Columns(in Operand from, int rows, int columns, int width, double* to)
    {
        if (columns < width)
        {
            new Span<double>(to, rows * width).Clear();
        }

        if (from.ColumnStride == 1)
        {
            for (int i = 0; i < rows; i++)
            {
                double* row = from.At(i, 0);
                for (int j = 0; j < columns; j++)
                {
                    to[j] = row[j];
                }

                to += width;
            }
        }
        else
        {
            Transposed(from, rows, columns, width, to);
        }
    }

    /// <summary>Four columns at a time: each is read along its own line of the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transposed(in Operand from, int rows, int columns, int width, double* to)
    {
        nint step = from.RowStride;
        int j = 0;
        for (; j + 4 <= columns; j += 4)
        {
            double* c0 = from.At(0, j);
            double* c1 = from.At(0, j + 1);
            double* c2 = from.At(0, j + 2);
            double* c3 = from.At(0, j + 3);
            double* result = to + j;
            for (int i = rows; i > 0; i--)
            {
                result[0] = *c0;
                result[1] = *c1;
                result[2] = *c2;
                result[3] = *c3;
                c0 += step;
                c1 += step;
                c2 += step;
                c3 += step;
                result += width;
            }
        }

        for (; j < columns; j++)
        {
            double* column = from.At(0, j);
            double* result = to + j;
            for (int i = rows; i > 0; i--)
            {
                *result = *column;
                column += step;
                result += width;
            }
        }
    }
}
