using BackpropCrossCheck.Engine.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace BackpropCrossCheck.Relations;

/// <summary>What the rows of a matrix span, by Gram and Schmidt's method.</summary>
/// <remarks>The row that has most left is taken first, and each is made orthogonal twice: then the basis is orthogonal to the last digits
/// (Giraud, Langou, Rozložník, "The loss of orthogonality in the Gram-Schmidt orthogonalization process", 2005). A singular value
/// decomposition of MathNet.Numerics takes longer for a few numbers than the rounding analysis of a whole network.</remarks>
internal static class RowSpan
{
    /// <summary>A row that has a smaller share of the largest left is rounding.</summary>
    private const double Negligible = 1e-13;

    /// <summary>The projection on what the rows do not span, I − P; its sides are the length of a row.</summary>
    /// <param name="rows">A matrix with fewer rows than columns, all numbers finite.</param>
    public static Matrix<double> Complement(Matrix<double> rows)
    {
        int length = rows.ColumnCount;
        double[] basis = [.. Basis(rows.ToRowArrays()).SelectMany(direction => direction)];
        if (basis.Length == 0)
        {
            return DenseMatrix.CreateIdentity(length);
        }

        double[] complement = new double[length * length];
        MatrixProduct.Default.TransposedTimes(basis, basis, complement, basis.Length / length);
        for (int i = 0; i < complement.Length; i++)
        {
            complement[i] = (i % (length + 1) == 0 ? 1 : 0) - complement[i];
        }

        return new DenseMatrix(length, length, complement);
    }

    /// <summary>An orthonormal basis of what rows span.</summary>
    /// <param name="left">The rows; overwritten.</param>
    private static List<double[]> Basis(double[][] left)
    {
        var basis = new List<double[]>(left.Length);
        double least = 0;
        for (int first = 0; first < left.Length; first++)
        {
            int largest = first;
            for (int i = first + 1; i < left.Length; i++)
            {
                largest = Dot(left[i], left[i]) > Dot(left[largest], left[largest]) ? i : largest;
            }

            double[] row = left[largest];
            double norm = Math.Sqrt(Dot(row, row));
            if (norm <= least)
            {
                break;
            }

            least = first == 0 ? norm * Negligible : least;
            left[largest] = left[first];
            Normalize(row);
            foreach (double[] earlier in basis)
            {
                Subtract(row, Dot(row, earlier), earlier);
            }

            Normalize(row);
            basis.Add(row);
            for (int i = first + 1; i < left.Length; i++)
            {
                Subtract(left[i], Dot(left[i], row), row);
            }
        }

        return basis;
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
