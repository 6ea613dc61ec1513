using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>A hand calculation after grading.</summary>
/// <param name="Tensors">The graded tensors.</param>
/// <param name="Intermediates">How the person rounds intermediate results, if that explains a number that would otherwise be wrong; else
/// null.</param>
/// <param name="TrivialFrom">The step from which every number is 0, if numbers are trivial for that; else null.</param>
internal sealed record HandGrades(IReadOnlyList<TensorComparison> Tensors, NumberRounding? Intermediates, Step? TrivialFrom)
{
    /// <summary>Numbers of another kind.</summary>
    /// <param name="tensors">The judged tensors.</param>
    public static HandGrades None(IReadOnlyList<TensorComparison> tensors) => new(tensors, null, null);
}
