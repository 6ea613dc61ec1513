namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>Whether there is something to calculate with.</summary>
internal abstract record CalculatorStatus
{
    private CalculatorStatus()
    {
    }

    /// <summary>There is.</summary>
    /// <param name="Calculator">What calculates.</param>
    internal sealed record Available(ICalculator Calculator) : CalculatorStatus;

    /// <summary>There is not.</summary>
    /// <param name="Reason">Why, and what to do about it.</param>
    internal sealed record Unavailable(string Reason) : CalculatorStatus;
}
