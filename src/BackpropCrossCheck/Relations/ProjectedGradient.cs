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
    private readonly LayerGradient _layer;

    /// <summary>I − P_D, K×K; null where δ is not projected out.</summary>
    private readonly double[]? _left;

    /// <summary>I − P_Z, M×M.</summary>
    private readonly double[] _right;
    private readonly double[] _gradient;
    private readonly double[] _roundings;

    /// <summary>How far δ may be off after the projection, K×N.</summary>
    private readonly double[] _deltas;

    /// <summary>How far z may be off after the projection, N×M.</summary>
    private readonly double[] _inputs;
    private readonly double[] _rowScales;
    private readonly double[] _columnScales;

    private ProjectedGradient(LayerGradient layer, bool projectsDeltas)
    {
        _layer = layer;
        _rowScales = Norms(layer.Deltas, layer.Units);
        _columnScales = Norms(layer.Inputs, layer.Columns);
        _gradient = Scaled(layer.Given);
        _roundings = Scaled(layer.Roundings);
        double[] deltas = DividedColumns(layer.Deltas, _rowScales);
        double[] inputs = DividedColumns(layer.Inputs, _columnScales);
        _left = projectsDeltas ? RowSpan.Complement(deltas, layer.Units) : null;
        _right = RowSpan.Complement(inputs, layer.Columns);
        // The projections are calculated, so a little of δ and z is left in what they should take out.
        _deltas = new double[deltas.Length];
        double[] deltaErrors = DividedColumns(layer.DeltaErrors, _rowScales);
        if (_left is null)
        {
            for (int i = 0; i < _deltas.Length; i++)
            {
                (int unit, int sample) = (i / layer.Samples, i % layer.Samples);
                int at = (sample * layer.Units) + unit;
                _deltas[i] = deltaErrors[at] + Math.Abs(deltas[at]);
            }
        }
        else
        {
            double[] rest = new double[deltas.Length];
            MatrixProduct.Default.TimesTransposed(_left, deltas, rest, layer.Units);
            MatrixProduct.Default.TimesTransposed(Magnitudes(_left), deltaErrors, _deltas, layer.Units);
            AddMagnitudes(rest, _deltas);
        }

        _inputs = Product(DividedColumns(layer.InputErrors, _columnScales), Magnitudes(_right));
        AddMagnitudes(Product(inputs, _right), _inputs);
    }

    /// <summary>The projection; null where z spans everything, so that nothing is left, or the layer is too large.</summary>
    /// <param name="layer">The layer's gradient.</param>
    /// <param name="areInputsKnown">Whether z is the fixture's inputs.</param>
    public static ProjectedGradient? Of(LayerGradient layer, bool areInputsKnown)
        => layer.Samples >= layer.Columns || IsTooLarge(layer.Samples, layer.Units, layer.Columns)
            ? null
            : new ProjectedGradient(layer, projectsDeltas: !areInputsKnown && layer.Samples < layer.Units);

    /// <summary>Whether a layer is too large to be projected, though something would be left.</summary>
    /// <param name="samples">N.</param>
    /// <param name="units">K.</param>
    /// <param name="columns">M, or M + 1 with the bias gradient.</param>
    public static bool IsTooLarge(int samples, int units, int columns) => samples < columns && Math.Max(units, columns) > LargestSide;

    /// <summary>What the projection shows of every number.</summary>
    /// <param name="differing">By row and column, the numbers that differ from the engine's, at most three. They are taken for wrong before
    /// any other.</param>
    public ProjectionFindings Judge(IReadOnlyList<(int Row, int Column)> differing)
    {
        int[] rows = Sample();
        double[] allowed = Allowed(rows);
        double[] residual = Residual(rows);
        if (rows.Length < _layer.Units && (differing.Count > 0 || IsBeyond(rows, residual, allowed)))
        {
            rows = [.. Enumerable.Range(0, _layer.Units)];
            allowed = Allowed(rows);
            residual = Residual(rows);
        }

        List<(int Row, int Column)> wrong = [.. differing];
        Vector<double>? defects = wrong.Count == 0 ? null : Defects(residual, wrong);
        bool isSolved = wrong.Count == 0 || defects is not null;
        double[] left = Without(residual, wrong, defects);
        while (isSolved && wrong.Count < MostNamed && Largest(rows, left, allowed) is { } place)
        {
            wrong.Add(place);
            defects = Defects(residual, wrong);
            isSolved = defects is not null;
            left = Without(residual, wrong, defects);
        }

        var found = new Dictionary<(int Row, int Column), double>(wrong.Count);
        for (int i = 0; i < wrong.Count; i++)
        {
            found.Add(wrong[i], (defects?[i] ?? 0) * _rowScales[wrong[i].Row] * _columnScales[wrong[i].Column]);
        }

        return new ProjectionFindings(
            found, !isSolved || IsBeyond(rows, left, allowed), rows.Length, _layer.Columns, Visible(rows, allowed));
    }

    /// <summary>How far the wrong numbers are off, all at once, scaled; null where they cannot be told from each other.</summary>
    /// <param name="residual">The residual of all rows.</param>
    /// <param name="wrong">Their places.</param>
    private Vector<double>? Defects(double[] residual, List<(int Row, int Column)> wrong)
    {
        Matrix<double> shares = DenseMatrix.Create(
            wrong.Count, wrong.Count, (i, j) => Left(wrong[i].Row, wrong[j].Row) * Right(wrong[j].Column, wrong[i].Column));
        Vector<double> shown = DenseVector.Create(wrong.Count, i => residual[(wrong[i].Row * _layer.Columns) + wrong[i].Column]);
        return Math.Abs(shares.Determinant()) > Inseparable ? shares.Solve(shown) : null;
    }

    /// <summary>The residual without what the wrong numbers leave in it.</summary>
    private double[] Without(double[] residual, List<(int Row, int Column)> wrong, Vector<double>? defects)
    {
        if (defects is null)
        {
            return residual;
        }

        double[] left = [.. residual];
        for (int place = 0; place < wrong.Count; place++)
        {
            for (int i = 0; i < left.Length; i++)
            {
                (int row, int column) = (i / _layer.Columns, i % _layer.Columns);
                left[i] -= defects[place] * Left(row, wrong[place].Row) * Right(wrong[place].Column, column);
            }
        }

        return left;
    }

    private double Left(int row, int column) => _left is not null ? _left[(row * _layer.Units) + column] : row == column ? 1 : 0;

    private double Right(int row, int column) => _right[(row * _layer.Columns) + column];

    /// <summary>How much of a defect is left in its own place.</summary>
    private double Sight(int row, int column) => Left(row, row) * Right(column, column);

    /// <summary>Evenly spread rows, as many as the time allows.</summary>
    private int[] Sample()
    {
        (long units, long inputs) = (_layer.Units, _layer.Columns);
        int[] rows = new int[(int)Math.Clamp(Most / (2 * inputs * (units + inputs)), 1, units)];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = (int)(i * units / rows.Length);
        }

        return rows;
    }

    private double[] Residual(int[] rows) => Product(TimesLeft(rows, _gradient, value => value), _right);

    /// <summary>4·√(Σ (I − P_D)²·E²·(I − P_Z)²) + Σ |I − P_D|·(ΔDᵀΔZ)·|I − P_Z|, and the rounding of the projection itself.</summary>
    private double[] Allowed(int[] rows)
    {
        double[] allowed = Product(TimesLeft(rows, Squares(_roundings), value => value * value), Squares(_right));
        double[] ofProjecting = Product(TimesLeft(rows, Magnitudes(_gradient), Math.Abs), Magnitudes(_right));
        double[] products = new double[allowed.Length];
        MatrixProduct.Default.Times(Rows(_deltas, rows, _layer.Samples), _inputs, products, _layer.Samples);
        double unit = (8 + (2 * Math.Sqrt(_layer.Units + _layer.Columns))) * FormatRounding.Float64.UnitRoundoff;
        for (int i = 0; i < allowed.Length; i++)
        {
            allowed[i] = (4 * Math.Sqrt(allowed[i])) + products[i] + (ofProjecting[i] * unit);
        }

        return allowed;
    }

    /// <summary>Rows of a function of I − P_D, times a matrix of K rows.</summary>
    private double[] TimesLeft(int[] rows, double[] matrix, Func<double, double> function)
    {
        if (_left is null)
        {
            return rows.Length == _layer.Units ? matrix : Rows(matrix, rows, _layer.Columns);
        }

        double[] product = new double[rows.Length * _layer.Columns];
        MatrixProduct.Default.Times(
            Array.ConvertAll(Rows(_left, rows, _layer.Units), value => function(value)), matrix, product, _layer.Units);
        return product;
    }

    /// <summary>A matrix of rows of M numbers, times one of M×M.</summary>
    private double[] Product(double[] rows, double[] right)
    {
        double[] product = new double[rows.Length];
        MatrixProduct.Default.Times(rows, right, product, _layer.Columns);
        return product;
    }

    /// <summary>Whether any place that the projection sees is beyond what is allowed.</summary>
    private bool IsBeyond(int[] rows, double[] residual, double[] allowed)
    {
        for (int i = 0; i < residual.Length; i++)
        {
            if (Math.Abs(residual[i]) > allowed[i] && Sight(rows[i / _layer.Columns], i % _layer.Columns) > Blind)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The place where taking out a defect explains most of what is beyond, |R|/√sight, in a residual of all rows; null where
    /// nothing is beyond.</summary>
    private (int Row, int Column)? Largest(int[] rows, double[] residual, double[] allowed)
    {
        (int Row, int Column)? found = null;
        double largest = double.NegativeInfinity;
        for (int i = 0; i < residual.Length; i++)
        {
            (int row, int column) = (rows[i / _layer.Columns], i % _layer.Columns);
            double sight = Sight(row, column);
            double size = Math.Abs(residual[i]);
            if (size > allowed[i] && sight > Blind && size / Math.Sqrt(sight) > largest)
            {
                largest = size / Math.Sqrt(sight);
                found = (row, column);
            }
        }

        return found;
    }

    /// <summary>For each number the smallest defect that would have shown in its own place; infinite in a row that was not looked
    /// at.</summary>
    private double[] Visible(int[] rows, double[] allowed)
    {
        double[] visible = new double[_layer.Given.Length];
        Array.Fill(visible, double.PositiveInfinity);
        for (int i = 0; i < allowed.Length; i++)
        {
            (int row, int column) = (rows[i / _layer.Columns], i % _layer.Columns);
            double sight = Sight(row, column);
            if (sight > Blind)
            {
                visible[(row * _layer.Columns) + column] = allowed[i] / sight * _rowScales[row] * _columnScales[column];
            }
        }

        return visible;
    }

    private double[] Scaled(double[] gradient)
    {
        double[] scaled = new double[gradient.Length];
        for (int i = 0; i < scaled.Length; i++)
        {
            scaled[i] = gradient[i] / _rowScales[i / _layer.Columns] / _columnScales[i % _layer.Columns];
        }

        return scaled;
    }

    private static double[] DividedColumns(double[] matrix, double[] scales)
    {
        double[] divided = new double[matrix.Length];
        for (int i = 0; i < divided.Length; i++)
        {
            divided[i] = matrix[i] / scales[i % scales.Length];
        }

        return divided;
    }

    private static double[] Rows(double[] matrix, int[] rows, int columns)
    {
        double[] chosen = new double[rows.Length * columns];
        for (int i = 0; i < rows.Length; i++)
        {
            matrix.AsSpan(rows[i] * columns, columns).CopyTo(chosen.AsSpan(i * columns));
        }

        return chosen;
    }

    private static double[] Magnitudes(double[] values)
    {
        double[] magnitudes = new double[values.Length];
        AddMagnitudes(values, magnitudes);
        return magnitudes;
    }

    private static void AddMagnitudes(double[] values, double[] sums)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += Math.Abs(values[i]);
        }
    }

    private static double[] Squares(double[] values)
    {
        double[] squares = new double[values.Length];
        for (int i = 0; i < squares.Length; i++)
        {
            squares[i] = values[i] * values[i];
        }

        return squares;
    }

    /// <summary>The norm of each column; 1 where it is 0.</summary>
    private static double[] Norms(double[] matrix, int columns)
    {
        double[] norms = new double[columns];
        for (int i = 0; i < matrix.Length; i++)
        {
            norms[i % columns] += matrix[i] * matrix[i];
        }

        for (int i = 0; i < columns; i++)
        {
            norms[i] = norms[i] == 0 ? 1 : Math.Sqrt(norms[i]);
        }

        return norms;
    }
}
