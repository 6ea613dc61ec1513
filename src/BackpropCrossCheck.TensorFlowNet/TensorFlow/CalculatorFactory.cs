using BackpropCrossCheck.TensorFlowNet.Calculation;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>Starts TensorFlow.NET if it can work here.</summary>
internal static class CalculatorFactory
{
    // L = Σ (w·x − t)² with w = 2, x = 3, t = 1: small integers, so that every step is exact.
    private static readonly Question Trial = new(
        IsFloat64: true,
        [new DenseLayer(new Matrix(1, 1, [2]), Bias: null, "linear", Alpha: 0)],
        Inputs: new Matrix(1, 1, [3]),
        Labels: new Matrix(1, 1, [1]),
        "squared-error",
        "sum");

    private const double TrialGradient = 30;

    /// <summary>Looks for the native library, starts TensorFlow.NET and has it differentiate one number.</summary>
    /// <remarks>The native library first: without it TensorFlow.NET's types are broken for the rest of the process.</remarks>
    public static CalculatorStatus Create()
    {
        if (NativeLibraryProbe.Fault() is { } fault)
        {
            return new CalculatorStatus.Unavailable(fault);
        }

        try
        {
            return Start();
        }
        catch (Exception failure) when (failure is TypeInitializationException or TypeLoadException or MissingMemberException or FileNotFoundException
            or FileLoadException or BadImageFormatException or CalculationException)
        {
            Exception cause = failure.GetBaseException();
            return new CalculatorStatus.Unavailable(
                $"TensorFlow.NET does not work with the native library that it found ({cause.GetType().Name}: {cause.Message.Trim()}). {NativeLibraryProbe.Remedy}");
        }
    }

    // Apart, so that TensorFlow.NET's types are touched only when this is called.
    private static CalculatorStatus.Available Start()
    {
        OperationGradients.Register();
        var calculator = new TensorFlowCalculator();
        double gradient = calculator.Calculate(Trial).Gradients[0].Weights.Values[0];
        return gradient == TrialGradient
            ? new CalculatorStatus.Available(calculator)
            : throw new CalculationException($"the derivative of (3w - 1)² at 2 is {TrialGradient}, not {gradient}");
    }
}
