using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Where a file of answers in CSV gives its numbers. Its lines may come in any order, so each is noted.</summary>
internal sealed class CsvOffsets : INumberOffsets
{
    private readonly Dictionary<(Step Step, int Index), int> _values = [];

    /// <summary>The numbers that have been noted.</summary>
    public IReadOnlyCollection<(Step Step, int Index)> Numbers => _values.Keys;

    /// <summary>How many numbers have been noted.</summary>
    public int Count => _values.Count;

    /// <summary>Notes where a number begins.</summary>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in the step's tensor.</param>
    /// <param name="offset">The byte.</param>
    /// <returns>False if the number has been noted before; then that place stays.</returns>
    public bool Note(Step step, int index, int offset) => _values.TryAdd((step, index), offset);

    /// <inheritdoc/>
    public int? Of(ReadOnlySpan<byte> text, Step step, int index)
        => _values.TryGetValue((step, index), out int offset) ? offset : null;
}
