using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>A mistake that people make by hand, and the results that it leads to.</summary>
/// <param name="Clause">The mistake as a clause: "h'(a) is left out of δ, in layer 1".</param>
/// <param name="Results">The results, one set for each way to make it, where the loss is defined.</param>
internal sealed record LikelyMistake(string Clause, IReadOnlyList<TensorSet> Results)
{
    /// <summary>Whether the loss is defined in every way to make it.</summary>
    public required bool IsAlwaysDefined { get; init; }
}
