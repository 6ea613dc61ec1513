using BackpropCrossCheck.TensorFlowNet.Calculation;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>Starts TensorFlow.NET if it can work here.</summary>
internal static class CalculatorFactory
{
    /// <summary>Looks for the native library, starts TensorFlow.NET, and makes it calculate the derivatives of
    /// <see cref="StartUpTrial"/>.</summary>
    /// <remarks>The native library comes first: without it, TensorFlow.NET's types are broken for the rest of the process.</remarks>
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
        catch (Exception failure) when (failure is TypeInitializationException or TypeLoadException or MissingMemberException
            or FileNotFoundException or FileLoadException or BadImageFormatException or CalculationException)
        {
            Exception cause = failure.GetBaseException();
            return new CalculatorStatus.Unavailable(
                $"TensorFlow.NET does not work with the native library that it found ({cause.GetType().Name}: {cause.Message.Trim()}). "
                    + $"{NativeLibraryProbe.Remedy}");
        }
    }

    // A separate method, so that TensorFlow.NET's types are touched only when it is called.
    private static CalculatorStatus.Available Start()
    {
        OperationGradients.Register();
        var calculator = new TensorFlowCalculator();
        StartUpTrial.Run(calculator);
        return new CalculatorStatus.Available(calculator, StartUpTrial.Regularizes(calculator));
    }
}
