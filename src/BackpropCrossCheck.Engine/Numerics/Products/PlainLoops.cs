namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>The product in loops over single numbers, for matrices so small that nothing else pays, and for processors without fused
/// multiply-add.</summary>
internal static unsafe class PlainLoops
{
    /// <summary>C = A B. Four sums of a row run side by side; each keeps the order of the inner index.</summary>
    public static void Multiply(in Factors f)
    {
        nint innerA = f.A.ColumnStride;
        nint innerB = f.B.RowStride;
        nint columnB = f.B.ColumnStride;
        for (int i = 0; i < f.Rows; i++)
        {
            double* row = f.A.At(i, 0);
            double* result = f.C.At(i, 0);
            double* column = f.B.At(0, 0);
            int j = 0;
            for (; j + 4 <= f.Columns; j += 4, column += 4 * columnB)
            {
                double s0 = 0;
                double s1 = 0;
                double s2 = 0;
                double s3 = 0;
                double* a = row;
                double* b = column;
                for (int k = f.Inner; k > 0; k--, a += innerA, b += innerB)
                {
                    double x = *a;
                    s0 = Math.FusedMultiplyAdd(x, b[0], s0);
                    s1 = Math.FusedMultiplyAdd(x, b[columnB], s1);
                    s2 = Math.FusedMultiplyAdd(x, b[2 * columnB], s2);
                    s3 = Math.FusedMultiplyAdd(x, b[3 * columnB], s3);
                }

                result[j] = s0;
                result[j + 1] = s1;
                result[j + 2] = s2;
                result[j + 3] = s3;
            }

            for (; j < f.Columns; j++, column += columnB)
            {
                double sum = 0;
                double* a = row;
                double* b = column;
                for (int k = f.Inner; k > 0; k--, a += innerA, b += innerB)
                {
                    sum = Math.FusedMultiplyAdd(*a, *b, sum);
                }

                result[j] = sum;
            }

            Overflow.Mend(f, i);
        }
    }
}
