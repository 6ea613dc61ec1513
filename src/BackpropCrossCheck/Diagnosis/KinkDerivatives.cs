using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>The one-sided derivatives at a kink.</summary>
internal static class KinkDerivatives
{
    /// <summary>The derivative that TensorFlow takes exactly at a kink, and that of the other side; both 0 if there is no kink. They are
    /// the same at all kinks of an activation.</summary>
    /// <param name="activation">h.</param>
    public static (double Taken, double Other) Of(Activation activation)
        => activation is ElementwiseActivation { Kinks: [{ } kink, ..] } ? (kink.Taken, kink.Other) : (0, 0);
}
