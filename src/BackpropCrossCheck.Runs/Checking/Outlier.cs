using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>A result that stands alone: it differs from every other one, and all the others agree with each other.</summary>
/// <param name="Name">"engine", an oracle's name or an entry's "by".</param>
/// <param name="Numbers">For how many numbers.</param>
/// <param name="Agreeing">The others' names.</param>
/// <param name="First">The first of these numbers, in the order of the calculation.</param>
public sealed record Outlier(string Name, int Numbers, IReadOnlyList<string> Agreeing, ComparedNumber First)
{
    /// <summary>In which tensors these numbers are, in the order of the calculation.</summary>
    public IReadOnlyList<TensorCount> Tensors { get; init; } = [];
}
