namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>Whether TensorFlow.NET is available for calculating.</summary>
internal abstract record CalculatorStatus
{
    private CalculatorStatus()
    {
    }

    /// <summary>It is available.</summary>
    /// <param name="Calculator">The calculator.</param>
    /// <param name="Regularizes">Whether it can add a regularization to the loss.</param>
    internal sealed record Available(ICalculator Calculator, bool Regularizes) : CalculatorStatus;

    /// <summary>It is not available.</summary>
    /// <param name="Reason">Why, and what to do about it.</param>
    internal sealed record Unavailable(string Reason) : CalculatorStatus;
}
