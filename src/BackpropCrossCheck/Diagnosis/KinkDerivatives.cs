using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>The one-sided derivatives at 0.</summary>
internal static class KinkDerivatives
{
    /// <summary>h'(−0) and h'(+0); both 0 if the activation has a single formula.</summary>
    /// <param name="activation">h.</param>
    public static (double Below, double Above) Of(Activation activation)
        => activation is ElementwiseActivation elementwise ? elementwise.DerivativesAtZero : (0, 0);
}
