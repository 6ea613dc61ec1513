using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Relations;

/// <summary>What the rows of a matrix span, by Gram and Schmidt's method.</summary>
/// <remarks>The row that has most left is taken first, and each is made orthogonal twice: then the basis is orthogonal to the last digits
/// (Giraud, Langou, Rozložník, "The loss of orthogonality in the Gram-Schmidt orthogonalization process", 2005). A singular value
/// decomposition of MathNet.Numerics takes longer for a few numbers than the rounding analysis of a whole network.</remarks>
internal static class RowSpan
{
    /// <summary>A row that has a smaller share of the largest left is rounding.</summary>
    private const double Negligible = 1e-13;

    /// <summary>The projection on what the rows do not span, I − P, row-major; its sides are the length of a row.</summary>
    /// <param name="rows">A matrix with fewer rows than columns, all numbers finite.</param>
    /// <param name="length">The length of a row.</param>
    public static double[] Complement(double[] rows, int length)
    {
        double[] basis = rows.AsSpan().ToArray();
        int count = Orthonormalize(basis, length);
        double[] complement = new double[length * length];
        if (count > 0)
        {
            ReadOnlySpan<double> directions = basis.AsSpan(0, count * length);
            MatrixProduct.Default.TransposedTimes(directions, directions, complement, count);
        }

        for (int i = 0; i < complement.Length; i++)
        {
            complement[i] = (i % (length + 1) == 0 ? 1 : 0) - complement[i];
        }

        return complement;
    }

    /// <summary>Puts an orthonormal basis of what rows span in place of the first of them.</summary>
    /// <param name="rows">The rows; overwritten.</param>
    /// <param name="length">The length of a row.</param>
    /// <returns>How many rows the basis has.</returns>
    private static int Orthonormalize(Span<double> rows, int length)
    {
        int count = rows.Length / length;
        double least = 0;
        for (int first = 0; first < count; first++)
        {
            int largest = first;
            double square = -1;
            for (int i = first; i < count; i++)
            {
                ReadOnlySpan<double> candidate = rows.Slice(i * length, length);
                double own = Dot(candidate, candidate);
                (largest, square) = own > square ? (i, own) : (largest, square);
            }

            double norm = Math.Sqrt(square);
            if (norm <= least)
            {
                return first;
            }

            least = first == 0 ? norm * Negligible : least;
            Span<double> row = rows.Slice(first * length, length);
            Swap(row, rows.Slice(largest * length, length));
            Normalize(row);
            for (int i = 0; i < first; i++)
            {
                ReadOnlySpan<double> earlier = rows.Slice(i * length, length);
                Subtract(row, Dot(row, earlier), earlier);
            }

            Normalize(row);
            for (int i = first + 1; i < count; i++)
            {
                Span<double> later = rows.Slice(i * length, length);
                Subtract(later, Dot(later, row), row);
            }
        }

        return count;
    }

    private static void Swap(Span<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            (x[i], y[i]) = (y[i], x[i]);
        }
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    private static void Normalize(Span<double> row)
    {
        double norm = Math.Sqrt(Dot(row, row));
        for (int i = 0; i < row.Length; i++)
        {
            row[i] /= norm;
        }
    }

    /// <summary>Takes a multiple of a direction out of a row.</summary>
    private static void Subtract(Span<double> row, double share, ReadOnlySpan<double> direction)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] -= share * direction[i];
        }
    }
}
