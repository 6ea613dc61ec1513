namespace BackpropCrossCheck.Numbers;

/// <summary>Numbers of a calculation, step by step; any step and any single number may be missing.</summary>
/// <remarks>Numbers are in double precision whatever format they come from; a float32 number is held exactly. NaN and infinities are
/// numbers like any other here: "not given" is never expressed by them.</remarks>
public sealed class TensorSet
{
    private readonly double[]?[] _values;
    private bool[]?[]? _missing;
    private bool[]? _blank;

    /// <summary>An empty set.</summary>
    /// <param name="layout">The tensors that there can be.</param>
    public TensorSet(TensorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        _values = new double[]?[layout.Capacity];
    }

    /// <summary>The tensors that there can be.</summary>
    public TensorLayout Layout { get; }

    /// <summary>The numbers of a tensor, row-major; null where the tensor is not given. Missing numbers hold 0.</summary>
    /// <param name="step">The step.</param>
    public double[]? this[Step step] => _values[step.Index];

    /// <summary>The numbers of a quantity of a layer, row-major; null if they are not given, or the layer has no such step.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="layer">The layer, from 0; −1 for the losses.</param>
    public double[]? this[Quantity quantity, int layer] => _values[Layout.PlaceOf(quantity, layer)];

    /// <summary>Which numbers of a tensor are missing; null where none is.</summary>
    /// <param name="step">The step.</param>
    public bool[]? Missing(Step step) => _missing?[step.Index];

    /// <summary>Whether a number is given.</summary>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in it.</param>
    public bool Has(Step step, int index) => _values[step.Index] is not null && _missing?[step.Index]?[index] != true;

    /// <summary>Whether a tensor is left blank as a whole: nobody gave it, and somebody should know.</summary>
    /// <param name="step">The step.</param>
    public bool IsBlank(Step step) => _values[step.Index] is null && _blank?[step.Index] == true;

    /// <summary>How many numbers have other bits in another set, or are given in one of the two only.</summary>
    /// <param name="other">A set of the same layout.</param>
    public int CountDifferentBits(TensorSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        int count = 0;
        foreach (Step step in Layout.Steps)
        {
            for (int i = 0; i < step.Length; i++)
            {
                bool has = Has(step, i);
                count += has != other.Has(step, i)
                    || (has && BitConverter.DoubleToInt64Bits(this[step]![i]) != BitConverter.DoubleToInt64Bits(other[step]![i])) ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>Leaves a tensor blank.</summary>
    /// <param name="step">The step, of this layout.</param>
    public void LeaveBlank(Step step)
    {
        _blank ??= new bool[_values.Length];
        _blank[step.Index] = true;
    }

    /// <summary>Puts a tensor in place.</summary>
    /// <param name="step">The step, of this layout.</param>
    /// <param name="values">Its numbers, row-major; not copied.</param>
    /// <param name="missing">Which of them are missing, or null where none is.</param>
    /// <exception cref="ArgumentException">A length contradicts the shape.</exception>
    public void Set(Step step, double[] values, bool[]? missing = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != step.Length || (missing is not null && missing.Length != step.Length))
        {
            throw new ArgumentException(
                $"{step.Quantity} of layer {step.Layer + 1} holds {step.Length} numbers, not {values.Length}.", nameof(values));
        }

        _values[step.Index] = values;
        if (missing is not null)
        {
            _missing ??= new bool[]?[_values.Length];
            _missing[step.Index] = missing;
        }
    }
}
