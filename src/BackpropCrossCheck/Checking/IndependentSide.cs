using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>One tensor of a result that counts as independent.</summary>
/// <param name="Comparison">The engine held against the result.</param>
/// <param name="Tensor">The tensor in it.</param>
internal readonly record struct IndependentSide(ResultComparison Comparison, TensorComparison Tensor)
{
    /// <summary>The result's name.</summary>
    public string Name => Comparison.Against;
}
