namespace BackpropCrossCheck.Engine.Numerics;

/// <summary>x ⊕ y = √(x² + y²) without overflow or underflow: the combined size of independent errors.</summary>
public static class Quadrature
{
    /// <summary>A sum of squares in this range has lost nothing significant to overflow or underflow.</summary>
    private const double SafeLow = 1e-200;
    private const double SafeHigh = 1e+200;

    /// <summary>√(Σ x²) of up to six terms; NaN or infinity if a term is.</summary>
    public static double Of(double x1, double x2, double x3, double x4 = 0, double x5 = 0, double x6 = 0)
    {
        double sum = (x1 * x1) + (x2 * x2) + (x3 * x3) + (x4 * x4) + (x5 * x5) + (x6 * x6);
        return IsSafe(sum) ? Math.Sqrt(sum) : Scaled([x1, x2, x3, x4, x5, x6]);
    }

    /// <summary>√(Σ (x_i y_i)²).</summary>
    public static double OfProducts(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double term = x[i] * y[i];
            sum += term * term;
        }

        return Root(sum, x, 1, y);
    }

    /// <summary>results_k = √(Σ_m (matrix_km · vector_m)²), K×M row-major: the same as <see cref="OfProducts"/> of each row, to the last
    /// bit.</summary>
    public static void OfRows(ReadOnlySpan<double> matrix, ReadOnlySpan<double> vector, Span<double> results)
    {
        int columns = vector.Length;
        int k = 0;
        // Each sum waits for its last addition; four at a time wait together.
        for (; k + 4 <= results.Length; k += 4)
        {
            ReadOnlySpan<double> row1 = matrix.Slice(k * columns, columns);
            ReadOnlySpan<double> row2 = matrix.Slice((k + 1) * columns, columns);
            ReadOnlySpan<double> row3 = matrix.Slice((k + 2) * columns, columns);
            ReadOnlySpan<double> row4 = matrix.Slice((k + 3) * columns, columns);
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            double sum4 = 0;
            for (int m = 0; m < vector.Length; m++)
            {
                double term1 = row1[m] * vector[m];
                double term2 = row2[m] * vector[m];
                double term3 = row3[m] * vector[m];
                double term4 = row4[m] * vector[m];
                sum1 += term1 * term1;
                sum2 += term2 * term2;
                sum3 += term3 * term3;
                sum4 += term4 * term4;
            }

            results[k] = Root(sum1, row1, 1, vector);
            results[k + 1] = Root(sum2, row2, 1, vector);
            results[k + 2] = Root(sum3, row3, 1, vector);
            results[k + 3] = Root(sum4, row4, 1, vector);
        }

        for (; k < results.Length; k++)
        {
            results[k] = OfProducts(matrix.Slice(k * columns, columns), vector);
        }
    }

    /// <summary>results_m = √(Σ_k (matrix_km · vector_k)²), K×M row-major: scales the rows of the matrix and takes the norms of its
    /// columns.</summary>
    public static void OfColumns(ReadOnlySpan<double> matrix, ReadOnlySpan<double> vector, Span<double> results)
    {
        int columns = results.Length;
        results.Clear();
        for (int k = 0; k < vector.Length; k++)
        {
            ReadOnlySpan<double> row = matrix.Slice(k * columns, columns);
            for (int m = 0; m < columns; m++)
            {
                double term = row[m] * vector[k];
                results[m] += term * term;
            }
        }

        for (int m = 0; m < columns; m++)
        {
            results[m] = Root(results[m], matrix[m..], columns, vector);
        }
    }

    /// <summary>The root of a sum of squared products, which are formed again where they overflow or underflow.</summary>
    private static double Root(double sum, ReadOnlySpan<double> x, int stride, ReadOnlySpan<double> y)
        => IsSafe(sum) ? Math.Sqrt(sum) : ScaledProducts(x, stride, y);

    private static bool IsSafe(double sum) => sum is >= SafeLow and <= SafeHigh;

    private static double Scaled(ReadOnlySpan<double> terms)
    {
        double largest = 0;
        foreach (double x in terms)
        {
            largest = Math.Max(largest, Math.Abs(x));
        }

        if (largest == 0 || !double.IsFinite(largest))
        {
            return largest;
        }

        double sum = 0;
        foreach (double x in terms)
        {
            sum += x / largest * (x / largest);
        }

        return largest * Math.Sqrt(sum);
    }

    private static double ScaledProducts(ReadOnlySpan<double> x, int stride, ReadOnlySpan<double> y)
    {
        double largest = 0;
        for (int i = 0; i < y.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(x[i * stride] * y[i]));
        }

        if (largest == 0 || !double.IsFinite(largest))
        {
            return largest;
        }

        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double term = x[i * stride] * y[i] / largest;
            sum += term * term;
        }

        return largest * Math.Sqrt(sum);
    }
}
