using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Where the tensors of an entry begin in its text. A number's place is counted from there, because few numbers are ever
/// looked for.</summary>
/// <param name="layout">The tensors that are possible.</param>
internal sealed class TensorOffsets(TensorLayout layout) : INumberOffsets
{
    // No tensor begins at 0: an object or an array around it does.
    private readonly int[] _starts = new int[layout.Capacity];

    /// <summary>Notes where a tensor begins.</summary>
    /// <param name="step">The tensor.</param>
    /// <param name="offset">The byte of its opening bracket, or of the number that is not in an array.</param>
    public void Note(Step step, int offset) => _starts[step.Index] = offset;

    /// <inheritdoc/>
    public int? Of(ReadOnlySpan<byte> text, Step step, int index)
    {
        int start = _starts[step.Index];
        return start == 0 ? null
            : step.Quantity.Rows == Axis.One || text[start] != '[' ? start
            : step.Quantity.Columns == Axis.One ? ArrayText.Element(text, start, index)
            : ArrayText.Number(text, start, index / step.Columns, index % step.Columns);
    }
}
