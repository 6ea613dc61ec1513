namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>Numbers in rows and columns.</summary>
/// <param name="Rows">How many rows; at least 1.</param>
/// <param name="Columns">How many columns; at least 1.</param>
/// <param name="Values">Row-major.</param>
internal sealed record Matrix(int Rows, int Columns, double[] Values)
{
    /// <summary>A row.</summary>
    /// <param name="row">Counted from 0.</param>
    public ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>Rows and columns exchanged: a Keras kernel is the transpose of W.</summary>
    public Matrix Transposed()
    {
        double[] values = new double[Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[(i % Columns * Rows) + (i / Columns)] = Values[i];
        }

        return new Matrix(Columns, Rows, values);
    }
}
