using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace BackpropCrossCheck.Relations;

/// <summary>What the rows of a matrix span, by singular values (MathNet.Numerics).</summary>
internal static class RowSpan
{
    /// <summary>Directions with a smaller share of the largest singular value belong to rounding.</summary>
    private const double Negligible = 1e-13;

    /// <summary>The projection on what the rows do not span, I − P; its sides are the length of a row.</summary>
    /// <param name="rows">A matrix with fewer rows than columns, all numbers finite.</param>
    public static Matrix<double> Complement(Matrix<double> rows)
    {
        Matrix<double> identity = DenseMatrix.CreateIdentity(rows.ColumnCount);
        QR<double> columns = rows.Transpose().QR(QRMethod.Thin);
        Svd<double> small = columns.R.Svd();
        double least = small.S.Maximum() * Negligible;
        int rank = small.S.Count(value => value > least);
        if (rank == 0)
        {
            return identity;
        }

        Matrix<double> basis = columns.Q * small.U.SubMatrix(0, small.U.RowCount, 0, rank);
        return identity - basis.TransposeAndMultiply(basis);
    }
}
