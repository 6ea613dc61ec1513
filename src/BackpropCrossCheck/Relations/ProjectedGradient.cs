using BackpropCrossCheck.Engine.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace BackpropCrossCheck.Relations;

/// <summary>A layer's gradient projected on what neither δ nor z span. There an honest ∂L/∂W = Σ_n δ_n z_nᵀ has nothing but local rounding
/// and products of two roundings, and a wrong number stays.</summary>
/// <remarks>R = (I − P_D)·G·(I − P_Z) with G = (D + ΔD)ᵀ(Z + ΔZ) + E. In the first layer, whose z are the inputs and are known, and where
/// there are as many samples as units, R = G·(I − P_Z), and Dᵀ·ΔZ stays. All numbers are scaled by the norms of the columns of D and
/// Z.</remarks>
internal sealed class ProjectedGradient
{
    /// <summary>The most multiplications for the rows that are looked at.</summary>
    private const long Most = 1L << 25;

    /// <summary>A projection is square; beyond this side it takes more time and memory than it is worth.</summary>
    private const int LargestSide = 2048;

    /// <summary>The most numbers of a layer that are named.</summary>
    public const int MostNamed = 3;


    /// <summary>Where less is left of a defect, there is nothing but the rounding of the projection.</summary>
    private const double Blind = 1e-6;
    private const double Inseparable = 1e-9;
    private readonly Matrix<double> _left;
    private readonly Matrix<double> _right;
    private readonly Matrix<double> _gradient;
    private readonly Matrix<double> _roundings;
    private readonly Matrix<double> _deltas;
    private readonly Matrix<double> _inputs;
    private readonly double[] _rowScales;
    private readonly double[] _columnScales;

    private ProjectedGradient(
        LayerGradient layer, double[] rowScales, double[] columnScales, Matrix<double>? left, Matrix<double> right)
    {
        _left = left ?? DenseMatrix.CreateIdentity(layer.Units);
        _right = right;
        _rowScales = rowScales;
        _columnScales = columnScales;
        _gradient = Scaled(layer.Given);
        _roundings = Scaled(layer.Roundings);
        // The projections are calculated, so a little of δ and z is left in what they should take out.
        _deltas = (_left.PointwiseAbs() * DividedColumns(layer.DeltaErrors, rowScales).Transpose())
            + (_left * DividedColumns(layer.Deltas, rowScales).Transpose()).PointwiseAbs();
        _inputs = (DividedColumns(layer.InputErrors, columnScales) * right.PointwiseAbs())
            + (DividedColumns(layer.Inputs, columnScales) * right).PointwiseAbs();
    }

    /// <summary>The projection; null where z spans everything, so that nothing is left, or the layer is too large.</summary>
    /// <param name="layer">The layer's gradient.</param>
    /// <param name="areInputsKnown">Whether z is the fixture's inputs.</param>
    public static ProjectedGradient? Of(LayerGradient layer, bool areInputsKnown)
    {
        if (layer.Samples >= layer.Inputs.ColumnCount || IsTooLarge(layer))
        {
            return null;
        }

        double[] rowScales = Norms(layer.Deltas);
        double[] columnScales = Norms(layer.Inputs);
        Matrix<double>? left = areInputsKnown || layer.Samples >= layer.Units
            ? null
            : RowSpan.Complement(DividedColumns(layer.Deltas, rowScales));
        return new ProjectedGradient(
            layer, rowScales, columnScales, left, RowSpan.Complement(DividedColumns(layer.Inputs, columnScales)));
    }

    /// <summary>Whether a layer is too large to be projected, though something would be left.</summary>
    /// <param name="layer">The layer's gradient.</param>
    public static bool IsTooLarge(LayerGradient layer)
        => layer.Samples < layer.Inputs.ColumnCount && Math.Max(layer.Units, layer.Inputs.ColumnCount) > LargestSide;

    /// <summary>What the projection shows of every number.</summary>
    /// <param name="differing">By row and column, the numbers that differ from the engine's, at most three. They are taken for wrong before
    /// any other.</param>
    public ProjectionFindings Judge(IReadOnlyList<(int Row, int Column)> differing)
    {
        int[] rows = Sample();
        Matrix<double> allowed = Allowed(rows);
        Matrix<double> residual = Residual(rows);
        if (rows.Length < _left.RowCount && (differing.Count > 0 || Beyond(rows, residual, allowed).Any()))
        {
            rows = [.. Enumerable.Range(0, _left.RowCount)];
            allowed = Allowed(rows);
            residual = Residual(rows);
        }

        List<(int Row, int Column)> wrong = [.. differing];
        Vector<double>? defects = wrong.Count == 0 ? null : Defects(residual, wrong);
        bool isSolved = wrong.Count == 0 || defects is not null;
        Matrix<double> left = Without(residual, wrong, defects);
        while (isSolved && wrong.Count < MostNamed && Largest(rows, left, allowed) is { } place)
        {
            wrong.Add(place);
            defects = Defects(residual, wrong);
            isSolved = defects is not null;
            left = Without(residual, wrong, defects);
        }

        return new ProjectionFindings(
            wrong.Select((place, i) => (place, Defect: (defects?[i] ?? 0) * _rowScales[place.Row] * _columnScales[place.Column]))
                .ToDictionary(pair => pair.place, pair => pair.Defect),
            !isSolved || Beyond(rows, left, allowed).Any(),
            rows.Length,
            Visible(rows, allowed));
    }

    /// <summary>How far the wrong numbers are off, all at once, scaled; null where they cannot be told from each other.</summary>
    private Vector<double>? Defects(Matrix<double> residual, List<(int Row, int Column)> wrong)
    {
        Matrix<double> shares = DenseMatrix.Create(
            wrong.Count, wrong.Count, (i, j) => _left[wrong[i].Row, wrong[j].Row] * _right[wrong[j].Column, wrong[i].Column]);
        Vector<double> shown = DenseVector.Create(wrong.Count, i => residual[wrong[i].Row, wrong[i].Column]);
        return Math.Abs(shares.Determinant()) > Inseparable ? shares.Solve(shown) : null;
    }

    /// <summary>The residual without what the wrong numbers leave in it.</summary>
    private Matrix<double> Without(Matrix<double> residual, List<(int Row, int Column)> wrong, Vector<double>? defects)
    {
        Matrix<double> left = residual.Clone();
        for (int place = 0; defects is not null && place < wrong.Count; place++)
        {
            left -= defects[place] * _left.Column(wrong[place].Row).ToColumnMatrix() * _right.Row(wrong[place].Column).ToRowMatrix();
        }

        return left;
    }

    /// <summary>How much of a defect is left in its own place.</summary>
    private double Sight(int row, int column) => _left[row, row] * _right[column, column];

    /// <summary>Evenly spread rows, as many as the time allows.</summary>
    private int[] Sample()
    {
        (long units, long inputs) = (_left.RowCount, _right.RowCount);
        int rows = (int)Math.Clamp(Most / (2 * inputs * (units + inputs)), 1, units);
        return [.. Enumerable.Range(0, rows).Select(i => (int)(i * units / rows))];
    }

    private Matrix<double> Residual(int[] rows) => Rows(_left, rows) * _gradient * _right;

    /// <summary>4·√(Σ (I − P_D)²·E²·(I − P_Z)²) + Σ |I − P_D|·(ΔDᵀΔZ)·|I − P_Z|, and the rounding of the projection itself.</summary>
    private Matrix<double> Allowed(int[] rows)
    {
        Matrix<double> left = Rows(_left, rows);
        Matrix<double> local = left.PointwiseMultiply(left) * _roundings.PointwiseMultiply(_roundings) * _right.PointwiseMultiply(_right);
        Matrix<double> products = Rows(_deltas, rows) * _inputs;
        double unit = (8 + (2 * Math.Sqrt(_left.RowCount + _right.RowCount))) * FormatRounding.Float64.UnitRoundoff;
        Matrix<double> ofProjecting = left.PointwiseAbs() * _gradient.PointwiseAbs() * _right.PointwiseAbs() * unit;
        return (4 * local.PointwiseSqrt()) + products + ofProjecting;
    }

    /// <summary>The places, by row and column of the layer, that are beyond what is allowed.</summary>
    private IEnumerable<(int Row, int Column)> Beyond(int[] rows, Matrix<double> residual, Matrix<double> allowed)
        => from i in Enumerable.Range(0, rows.Length)
           from column in Enumerable.Range(0, residual.ColumnCount)
           where Math.Abs(residual[i, column]) > allowed[i, column] && Sight(rows[i], column) > Blind
           select (rows[i], column);

    /// <summary>The place where taking out a defect explains most of what is beyond, |R|/√sight, in a residual of all rows.</summary>
    private (int Row, int Column)? Largest(int[] rows, Matrix<double> residual, Matrix<double> allowed)
    {
        (int Row, int Column)[] beyond = [.. Beyond(rows, residual, allowed)];
        return beyond.Length == 0 ? null
            : beyond.MaxBy(place => Math.Abs(residual[place.Row, place.Column]) / Math.Sqrt(Sight(place.Row, place.Column)));
    }

    /// <summary>For each number the smallest defect that would have shown in its own place; infinite in a row that was not looked
    /// at.</summary>
    private Matrix<double> Visible(int[] rows, Matrix<double> allowed)
    {
        Matrix<double> visible = DenseMatrix.Create(_left.RowCount, _right.RowCount, double.PositiveInfinity);
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < _right.RowCount; j++)
            {
                double sight = Sight(rows[i], j);
                visible[rows[i], j] = sight > Blind
                    ? allowed[i, j] / sight * _rowScales[rows[i]] * _columnScales[j]
                    : double.PositiveInfinity;
            }
        }

        return visible;
    }

    private Matrix<double> Scaled(Matrix<double> gradient)
        => gradient.MapIndexed((row, column, value) => value / _rowScales[row] / _columnScales[column], Zeros.Include);

    private static Matrix<double> DividedColumns(Matrix<double> matrix, double[] scales)
        => matrix.MapIndexed((_, column, value) => value / scales[column], Zeros.Include);

    private static DenseMatrix Rows(Matrix<double> matrix, int[] rows)
        => DenseMatrix.Create(rows.Length, matrix.ColumnCount, (i, j) => matrix[rows[i], j]);

    /// <summary>The norm of each column; 1 where it is 0.</summary>
    private static double[] Norms(Matrix<double> matrix)
        => [.. matrix.ColumnNorms(2).Select(norm => norm == 0 ? 1 : norm)];
}
