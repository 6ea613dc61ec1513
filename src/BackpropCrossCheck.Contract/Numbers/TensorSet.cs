namespace BackpropCrossCheck.Numbers;

/// <summary>Numbers of a calculation, tensor by tensor; any tensor and any single number may be missing.</summary>
/// <remarks>Numbers are in double precision whatever format they come from; a float32 number is held exactly. NaN and infinities are numbers
/// like any other here: "not given" is never expressed by them.</remarks>
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
    /// <param name="slot">The tensor.</param>
    public double[]? this[TensorSlot slot] => _values[slot.Index];

    /// <summary>Which numbers of a tensor are missing; null where none is.</summary>
    /// <param name="slot">The tensor.</param>
    public bool[]? Missing(TensorSlot slot) => _missing?[slot.Index];

    /// <summary>Whether a number is given.</summary>
    /// <param name="slot">The tensor.</param>
    /// <param name="index">The row-major index in it.</param>
    public bool Has(TensorSlot slot, int index) => _values[slot.Index] is not null && _missing?[slot.Index]?[index] != true;

    /// <summary>Whether a tensor is left blank as a whole: nobody gave it, and somebody should know.</summary>
    /// <param name="slot">The tensor.</param>
    public bool IsBlank(TensorSlot slot) => _values[slot.Index] is null && _blank?[slot.Index] == true;

    /// <summary>How many numbers have other bits in another set, or are given in one of the two only.</summary>
    /// <param name="other">A set of the same layout.</param>
    public int CountDifferentBits(TensorSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        int count = 0;
        foreach (TensorSlot slot in Layout.Slots)
        {
            for (int i = 0; i < slot.Length; i++)
            {
                bool has = Has(slot, i);
                count += has != other.Has(slot, i) || (has && BitConverter.DoubleToInt64Bits(this[slot]![i]) != BitConverter.DoubleToInt64Bits(other[slot]![i])) ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>Leaves a tensor blank.</summary>
    /// <param name="slot">The tensor, of this layout.</param>
    public void LeaveBlank(TensorSlot slot)
    {
        _blank ??= new bool[_values.Length];
        _blank[slot.Index] = true;
    }

    /// <summary>Puts a tensor in place.</summary>
    /// <param name="slot">The tensor, of this layout.</param>
    /// <param name="values">Its numbers, row-major; not copied.</param>
    /// <param name="missing">Which of them are missing, or null where none is.</param>
    /// <exception cref="ArgumentException">A length contradicts the shape.</exception>
    public void Set(TensorSlot slot, double[] values, bool[]? missing = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != slot.Length || (missing is not null && missing.Length != slot.Length))
        {
            throw new ArgumentException($"{slot.Quantity} of layer {slot.Layer + 1} holds {slot.Length} numbers, not {values.Length}.", nameof(values));
        }

        _values[slot.Index] = values;
        if (missing is not null)
        {
            _missing ??= new bool[]?[_values.Length];
            _missing[slot.Index] = missing;
        }
    }
}
