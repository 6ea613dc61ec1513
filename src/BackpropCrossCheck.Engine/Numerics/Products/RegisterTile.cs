using System.Runtime.CompilerServices;
using BackpropCrossCheck.Engine.Numerics.Vectors;

namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>Up to eight rows of C, up to three registers wide, stay in registers while the inner index runs from its beginning to its end.
/// For products so small that B can be read as it lies.</summary>
/// <remarks>Each sum starts at 0 and takes a fused multiply-add for each product, in the order of the inner index, as everywhere.</remarks>
/// <typeparam name="T">A register.</typeparam>
/// <typeparam name="TRows">The rows of a tile: 1, 2, 4 or 8.</typeparam>
/// <typeparam name="TColumns">The registers of a row: 1, 2 or 3.</typeparam>
internal static unsafe class RegisterTile<T, TRows, TColumns>
    where T : struct, ILanes<T>
    where TRows : struct, IExtent
    where TColumns : struct, IExtent
{
    /// <summary>Calculates tiles one below the other, as many as there are rows for.</summary>
    /// <param name="f">The product. Columns of B and C are neighbours.</param>
    /// <param name="bias">What is added to each row of C at the end; null for nothing.</param>
    /// <param name="row">The first row.</param>
    /// <param name="column">The first column.</param>
    /// <param name="last">Where the last register of a row begins, counted from there. It may overlap the one before.</param>
    /// <returns>The first row that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static int Multiply(in Factors f, double* bias, int row, int column, nint last)
    {
        nint one = f.A.RowStride;
        nint two = 2 * one;
        nint four = 4 * one;
        nint step = f.A.ColumnStride;
        nint strideB = f.B.RowStride;
        nint middle = TColumns.Count == 2 ? last : T.Count;
        for (; row + TRows.Count <= f.Rows; row += TRows.Count)
        {
            double* first = f.A.At(row, 0);
            double* fourth = first + two + one;
            double* seventh = fourth + two + one;
            double* b = f.B.At(0, column);
            T s00, s01, s02, s10, s11, s12, s20, s21, s22, s30, s31, s32, s40, s41, s42, s50, s51, s52, s60, s61, s62, s70, s71, s72;
            s00 = s01 = s02 = s10 = s11 = s12 = s20 = s21 = s22 = s30 = s31 = s32 = T.All(0);
            s40 = s41 = s42 = s50 = s51 = s52 = s60 = s61 = s62 = s70 = s71 = s72 = T.All(0);

            int k = f.Inner;
            if (TColumns.Count < 3 && step == 1)
            {
                // Two numbers of a row lie side by side and can be read at once; those of two rows often cannot.
                for (; k > 1; k -= 2)
                {
                    var b0 = T.Load(b);
                    T b1 = TColumns.Count > 1 ? T.Load(b + middle) : b0;
                    b += strideB;
                    var next0 = T.Load(b);
                    T next1 = TColumns.Count > 1 ? T.Load(b + middle) : next0;
                    b += strideB;
                    var x = T.All(first[0]);
                    s00 = T.MultiplyAdd(x, b0, s00);
                    s01 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s01) : s01;
                    x = T.All(first[1]);
                    s00 = T.MultiplyAdd(x, next0, s00);
                    s01 = TColumns.Count > 1 ? T.MultiplyAdd(x, next1, s01) : s01;
                    if (TRows.Count > 1)
                    {
                        x = T.All(first[one]);
                        s10 = T.MultiplyAdd(x, b0, s10);
                        s11 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s11) : s11;
                        x = T.All(first[one + 1]);
                        s10 = T.MultiplyAdd(x, next0, s10);
                        s11 = TColumns.Count > 1 ? T.MultiplyAdd(x, next1, s11) : s11;
                    }

                    if (TRows.Count > 2)
                    {
                        x = T.All(first[two]);
                        s20 = T.MultiplyAdd(x, b0, s20);
                        s21 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s21) : s21;
                        x = T.All(first[two + 1]);
                        s20 = T.MultiplyAdd(x, next0, s20);
                        s21 = TColumns.Count > 1 ? T.MultiplyAdd(x, next1, s21) : s21;
                        x = T.All(fourth[0]);
                        s30 = T.MultiplyAdd(x, b0, s30);
                        s31 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s31) : s31;
                        x = T.All(fourth[1]);
                        s30 = T.MultiplyAdd(x, next0, s30);
                        s31 = TColumns.Count > 1 ? T.MultiplyAdd(x, next1, s31) : s31;
                    }

                    if (TRows.Count > 4)
                    {
                        x = T.All(first[four]);
                        s40 = T.MultiplyAdd(x, b0, s40);
                        s41 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s41) : s41;
                        x = T.All(first[four + 1]);
                        s40 = T.MultiplyAdd(x, next0, s40);
                        s41 = TColumns.Count > 1 ? T.MultiplyAdd(x, next1, s41) : s41;
                        x = T.All(fourth[two]);
                        s50 = T.MultiplyAdd(x, b0, s50);
                        s51 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s51) : s51;
                        x = T.All(fourth[two + 1]);
                        s50 = T.MultiplyAdd(x, next0, s50);
                        s51 = TColumns.Count > 1 ? T.MultiplyAdd(x, next1, s51) : s51;
                        x = T.All(seventh[0]);
                        s60 = T.MultiplyAdd(x, b0, s60);
                        s61 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s61) : s61;
                        x = T.All(seventh[1]);
                        s60 = T.MultiplyAdd(x, next0, s60);
                        s61 = TColumns.Count > 1 ? T.MultiplyAdd(x, next1, s61) : s61;
                        x = T.All(fourth[four]);
                        s70 = T.MultiplyAdd(x, b0, s70);
                        s71 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s71) : s71;
                        x = T.All(fourth[four + 1]);
                        s70 = T.MultiplyAdd(x, next0, s70);
                        s71 = TColumns.Count > 1 ? T.MultiplyAdd(x, next1, s71) : s71;
                    }

                    first += 2;
                    fourth += 2;
                    seventh += 2;
                }
            }

            // Not do-while: with it, the compiler keeps every sum twice, because it knows where the last one came from.
            for (; k > 0; k--)
            {
                var b0 = T.Load(b);
                T b1 = TColumns.Count > 1 ? T.Load(b + middle) : b0;
                T b2 = TColumns.Count > 2 ? T.Load(b + last) : b0;
                var x = T.All(first[0]);
                s00 = T.MultiplyAdd(x, b0, s00);
                s01 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s01) : s01;
                s02 = TColumns.Count > 2 ? T.MultiplyAdd(x, b2, s02) : s02;
                if (TRows.Count > 1)
                {
                    x = T.All(first[one]);
                    s10 = T.MultiplyAdd(x, b0, s10);
                    s11 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s11) : s11;
                    s12 = TColumns.Count > 2 ? T.MultiplyAdd(x, b2, s12) : s12;
                }

                if (TRows.Count > 2)
                {
                    x = T.All(first[two]);
                    s20 = T.MultiplyAdd(x, b0, s20);
                    s21 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s21) : s21;
                    s22 = TColumns.Count > 2 ? T.MultiplyAdd(x, b2, s22) : s22;
                    x = T.All(fourth[0]);
                    s30 = T.MultiplyAdd(x, b0, s30);
                    s31 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s31) : s31;
                    s32 = TColumns.Count > 2 ? T.MultiplyAdd(x, b2, s32) : s32;
                }

                if (TRows.Count > 4)
                {
                    x = T.All(first[four]);
                    s40 = T.MultiplyAdd(x, b0, s40);
                    s41 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s41) : s41;
                    s42 = TColumns.Count > 2 ? T.MultiplyAdd(x, b2, s42) : s42;
                    x = T.All(fourth[two]);
                    s50 = T.MultiplyAdd(x, b0, s50);
                    s51 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s51) : s51;
                    s52 = TColumns.Count > 2 ? T.MultiplyAdd(x, b2, s52) : s52;
                    x = T.All(seventh[0]);
                    s60 = T.MultiplyAdd(x, b0, s60);
                    s61 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s61) : s61;
                    s62 = TColumns.Count > 2 ? T.MultiplyAdd(x, b2, s62) : s62;
                    x = T.All(fourth[four]);
                    s70 = T.MultiplyAdd(x, b0, s70);
                    s71 = TColumns.Count > 1 ? T.MultiplyAdd(x, b1, s71) : s71;
                    s72 = TColumns.Count > 2 ? T.MultiplyAdd(x, b2, s72) : s72;
                }

                first += step;
                fourth += step;
                seventh += step;
                b += strideB;
            }

            double* c = f.C.At(row, column);
            nint strideC = f.C.RowStride;

            // A sum plus −0 is the sum, even if it is 0 or −0.
            T bias0 = bias is null ? T.All(-0.0) : T.Load(bias + column);
            T bias1 = bias is null || TColumns.Count < 2 ? T.All(-0.0) : T.Load(bias + column + middle);
            T bias2 = bias is null || TColumns.Count < 3 ? T.All(-0.0) : T.Load(bias + column + last);
            Store(s00 + bias0, s01 + bias1, s02 + bias2, c, middle, last);
            if (TRows.Count > 1)
            {
                Store(s10 + bias0, s11 + bias1, s12 + bias2, c + strideC, middle, last);
            }

            if (TRows.Count > 2)
            {
                c += 2 * strideC;
                Store(s20 + bias0, s21 + bias1, s22 + bias2, c, middle, last);
                Store(s30 + bias0, s31 + bias1, s32 + bias2, c + strideC, middle, last);
            }

            if (TRows.Count > 4)
            {
                c += 2 * strideC;
                Store(s40 + bias0, s41 + bias1, s42 + bias2, c, middle, last);
                Store(s50 + bias0, s51 + bias1, s52 + bias2, c + strideC, middle, last);
                c += 2 * strideC;
                Store(s60 + bias0, s61 + bias1, s62 + bias2, c, middle, last);
                Store(s70 + bias0, s71 + bias1, s72 + bias2, c + strideC, middle, last);
            }
        }

        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T left, T centre, T right, double* to, nint middle, nint last)
    {
        left.Store(to);
        if (TColumns.Count > 1)
        {
            centre.Store(to + middle);
        }

        if (TColumns.Count > 2)
        {
            right.Store(to + last);
        }
    }
}
