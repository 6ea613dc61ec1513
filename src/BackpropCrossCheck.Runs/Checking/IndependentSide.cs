using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>One tensor of a result that counts as independent.</summary>
/// <param name="Comparison">The engine held against the result.</param>
/// <param name="Tensor">The tensor in it.</param>
internal readonly record struct IndependentSide(ResultComparison Comparison, TensorComparison Tensor)
{
    /// <summary>Who the engine is.</summary>
    public const string Engine = "engine";

    /// <summary>The result's name. One that is called as the engine is, is told from it.</summary>
    public string Name => Comparison.Against == Engine ? $"{Comparison.Against} ({ReportWords.Of(Comparison.Kind)})" : Comparison.Against;
}
