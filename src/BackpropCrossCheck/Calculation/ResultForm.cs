using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>What happens to a result before it is used further: it is kept, rounded, or replaced by another number.</summary>
internal class ResultForm
{
    /// <summary>Keeps every result unchanged.</summary>
    public static ResultForm Exact { get; } = new();

    /// <summary>Whether gradient descent uses the gradients as they are stated, in whatever convention. If false, they are calculated again
    /// in the fixture's convention.</summary>
    public virtual bool DescendsOnStated => false;

    /// <summary>The form for results that no entry can state: those between the steps of gradient descent, and the forward pass after
    /// it.</summary>
    public virtual ResultForm BetweenSteps => this;

    /// <summary>The form for results of an update with one sample alone, whose shapes are those of one sample. What nobody has said how to
    /// round is not rounded.</summary>
    public virtual ResultForm BetweenSamples => Exact;

    /// <summary>True if the results so far are enough. The calculation then ends, and later results are missing.</summary>
    public virtual bool IsEnough => false;

    /// <summary>Returns the numbers that are used further.</summary>
    /// <param name="step">The step that calculated the numbers.</param>
    /// <param name="values">The numbers, row-major; they may be changed in place.</param>
    public virtual double[] Of(Step step, double[] values) => values;

    /// <summary>Returns the numbers that are used further if nothing is calculated: biases that are not trained.</summary>
    /// <param name="step">The step.</param>
    /// <param name="values">The numbers; they may be changed in place.</param>
    public virtual double[] OfUnchanged(Step step, double[] values) => values;
}
