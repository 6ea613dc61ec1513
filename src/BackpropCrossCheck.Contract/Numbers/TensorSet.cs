namespace BackpropCrossCheck.Numbers;

/// <summary>The numbers of a calculation, step by step. Any step, and any single number, may be missing.</summary>
/// <remarks>All numbers are doubles, whatever format they come from; a float32 number is held exactly. NaN and infinities are ordinary
/// numbers here and never mean "not given".</remarks>
public sealed class TensorSet
{
    private readonly double[]?[] _values;
    private bool[]?[]? _missing;
    private bool[]? _blank;

    /// <summary>An empty set.</summary>
    /// <param name="layout">The tensors that are possible.</param>
    public TensorSet(TensorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        _values = new double[]?[layout.Capacity];
    }

    /// <summary>The tensors that are possible.</summary>
    public TensorLayout Layout { get; }

    /// <summary>The numbers of a tensor, row-major; null if the tensor is not given. Missing numbers are stored as 0.</summary>
    /// <param name="step">The step.</param>
    public double[]? this[Step step] => _values[step.Index];

    /// <summary>The numbers of a quantity of a layer, row-major; null if they are not given or the layer has no such step.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="layer">The layer, from 0; −1 for the losses.</param>
    public double[]? this[Quantity quantity, int layer] => _values[Layout.PlaceOf(quantity, layer)];

    /// <summary>Which numbers of a tensor are missing; null if none are.</summary>
    /// <param name="step">The step.</param>
    public bool[]? Missing(Step step) => _missing?[step.Index];

    /// <summary>Whether a number is given.</summary>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in the tensor.</param>
    public bool Has(Step step, int index) => _values[step.Index] is not null && _missing?[step.Index]?[index] != true;

    /// <summary>Whether a whole tensor was left blank on purpose: nobody gave it, and reports must say so.</summary>
    /// <param name="step">The step.</param>
    public bool IsBlank(Step step) => _values[step.Index] is null && _blank?[step.Index] == true;

    /// <summary>How many numbers have other bits in another set, or are given in only one of the two.</summary>
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

    /// <summary>Marks a tensor as blank.</summary>
    /// <param name="step">The step, of this layout.</param>
    public void LeaveBlank(Step step)
    {
        _blank ??= new bool[_values.Length];
        _blank[step.Index] = true;
    }

    /// <summary>Another set with the same tensors. Their numbers are not copied.</summary>
    internal TensorSet Copy()
    {
        var copy = new TensorSet(Layout)
        {
            _missing = (bool[]?[]?)_missing?.Clone(),
            _blank = (bool[]?)_blank?.Clone(),
        };
        _values.CopyTo(copy._values, 0);
        return copy;
    }

    /// <summary>Stores a tensor.</summary>
    /// <param name="step">The step, of this layout.</param>
    /// <param name="values">Its numbers, row-major; not copied.</param>
    /// <param name="missing">Which of them are missing; null if none are.</param>
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
