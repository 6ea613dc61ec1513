using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>One tensor of an independent result.</summary>
/// <param name="Comparison">The comparison of the engine with the result.</param>
/// <param name="Tensor">The tensor in it.</param>
internal readonly record struct IndependentSide(ResultComparison Comparison, TensorComparison Tensor)
{
    /// <summary>The engine's name.</summary>
    public const string Engine = "engine";

    /// <summary>The result's name. If it has the engine's name, its kind is added to distinguish the two.</summary>
    public string Name => Comparison.Against == Engine ? $"{Comparison.Against} ({ReportWords.Of(Comparison.Kind)})" : Comparison.Against;
}
