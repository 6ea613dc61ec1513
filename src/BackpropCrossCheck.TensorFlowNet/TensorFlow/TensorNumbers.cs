using BackpropCrossCheck.TensorFlowNet.Calculation;
using Tensorflow;
using Tensorflow.NumPy;
using static Tensorflow.Binding;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>Converts numbers to tensors of one precision and back.</summary>
/// <param name="isFloat64">True for float64, false for float32.</param>
/// <remarks>Creates every constant of a calculation: a C# literal next to a tensor would bring in a precision of its own.</remarks>
internal sealed class TensorNumbers(bool isFloat64)
{
    /// <summary>The precision as TensorFlow's type.</summary>
    public TF_DataType DataType => isFloat64 ? TF_DataType.TF_DOUBLE : TF_DataType.TF_FLOAT;

    /// <summary>A tensor of rank 2.</summary>
    /// <param name="matrix">The numbers; rounded to nearest.</param>
    public Tensor Tensor(Matrix matrix) => tf.constant(Rounded(matrix.Values), DataType, new Shape(matrix.Rows, matrix.Columns));

    /// <summary>A tensor of rank 0.</summary>
    /// <param name="value">The number; rounded to nearest.</param>
    public Tensor Scalar(double value) => isFloat64 ? tf.constant(value) : tf.constant((float)value);

    /// <summary>The kernel of a Keras layer, inputs × units.</summary>
    /// <param name="weights">W, K×M.</param>
    public NDArray Kernel(Matrix weights)
    {
        Matrix kernel = weights.Transposed();
        return new NDArray(Rounded(kernel.Values), new Shape(kernel.Rows, kernel.Columns));
    }

    /// <summary>The bias of a Keras layer.</summary>
    /// <param name="bias">b.</param>
    public NDArray Bias(double[] bias) => new(Rounded(bias), new Shape(bias.Length));

    /// <summary>The numbers of a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="rows">How many rows are expected.</param>
    /// <param name="columns">How many columns are expected.</param>
    /// <exception cref="InvalidOperationException">It has another number of elements. A symbolic tensor has none, and gives no error of its
    /// own.</exception>
    public Matrix Values(Tensor tensor, int rows, int columns)
    {
        double[] values = isFloat64 ? tensor.ToArray<double>() : Array.ConvertAll(tensor.ToArray<float>(), value => (double)value);
        return values.Length == rows * columns
            ? new Matrix(rows, columns, values)
            : throw new InvalidOperationException($"a result has {values.Length} numbers where {rows}×{columns} were expected");
    }

    private Array Rounded(double[] values) => isFloat64 ? values : Array.ConvertAll(values, value => (float)value);
}
