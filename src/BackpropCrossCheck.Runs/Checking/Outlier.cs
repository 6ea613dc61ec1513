using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>A result that stands alone: it differs from all the others, and they agree with each other.</summary>
/// <param name="Name">"engine", an oracle's name or an entry's "by".</param>
/// <param name="Numbers">How many numbers are concerned.</param>
/// <param name="Agreeing">The others' names.</param>
/// <param name="First">The first of these numbers, in the order of the calculation.</param>
public sealed record Outlier(string Name, int Numbers, IReadOnlyList<string> Agreeing, ComparedNumber First)
{
    /// <summary>The tensors with these numbers, in the order of the calculation.</summary>
    public IReadOnlyList<TensorCount> Tensors { get; init; } = [];
}
