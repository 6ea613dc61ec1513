namespace BackpropCrossCheck.Calculation;

/// <summary>What becomes of a result before it is used further: it is kept as it is, rounded, or another number takes its place.</summary>
internal class ResultForm
{
    /// <summary>Every result is kept as it is.</summary>
    public static ResultForm Exact { get; } = new();

    /// <summary>True when the results so far are enough: the calculation ends there, and the later ones stay missing.</summary>
    public virtual bool IsEnough => false;

    /// <summary>The numbers that are used further.</summary>
    /// <param name="step">What the numbers are.</param>
    /// <param name="layer">The layer, from 0; −1 for the losses.</param>
    /// <param name="values">The numbers, row-major; may be changed in place.</param>
    public virtual double[] Of(CalculationStep step, int layer, double[] values) => values;
}
