using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>What becomes of a result before it is used further: it is kept as it is, rounded, or another number takes its place.</summary>
internal class ResultForm
{
    /// <summary>Every result is kept as it is.</summary>
    public static ResultForm Exact { get; } = new();

    /// <summary>Whether gradient descent goes on from the gradients as they are stated, in whatever convention. False: they are worked out
    /// anew in the fixture's.</summary>
    public virtual bool DescendsOnStated => false;

    /// <summary>The form of what no entry can state: the results between the steps of gradient descent, and the forward pass after
    /// it.</summary>
    public virtual ResultForm BetweenSteps => this;

    /// <summary>True when the results so far are enough: the calculation ends there, and the later ones stay missing.</summary>
    public virtual bool IsEnough => false;

    /// <summary>The numbers that are used further.</summary>
    /// <param name="step">The step that gave the numbers.</param>
    /// <param name="values">The numbers, row-major; may be changed in place.</param>
    public virtual double[] Of(Step step, double[] values) => values;

    /// <summary>The numbers that are used further where nothing is calculated: biases that the training leaves as they are.</summary>
    /// <param name="step">The step.</param>
    /// <param name="values">The numbers; may be changed in place.</param>
    public virtual double[] OfUnchanged(Step step, double[] values) => values;
}
