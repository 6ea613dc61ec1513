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

        return IsSafe(sum) ? Math.Sqrt(sum) : ScaledProducts(x, 1, y);
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
            results[m] = IsSafe(results[m]) ? Math.Sqrt(results[m]) : ScaledProducts(matrix[m..], columns, vector);
        }
    }

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
