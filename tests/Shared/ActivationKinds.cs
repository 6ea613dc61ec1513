namespace BackpropCrossCheck.Engine.Activations;

/// <summary>From the engine's activations to the kinds that tests enumerate, and back.</summary>
internal static class ActivationKinds
{
    extension(Activation activation)
    {
        /// <summary>Its kind.</summary>
        /// <exception cref="ArgumentException">The tests do not know it yet.</exception>
        public ActivationKind Kind => Enum.Parse<ActivationKind>(activation.GetType().Name);

        /// <summary>h(a) of one unit.</summary>
        public double ValueAt(double a) => ((ElementwiseActivation)activation).Value(a);

        /// <summary>h'(a) of one unit.</summary>
        public double DerivativeAt(double a) => ((ElementwiseActivation)activation).Derivative(a);
    }

    extension(Activation)
    {
        /// <summary>The activation of a kind, with its default parameter.</summary>
        public static Activation Of(ActivationKind kind) => Activation.All.Single(activation => activation.Kind == kind);

        /// <summary>The activation of a kind, with a parameter.</summary>
        public static Activation Of(ActivationKind kind, double alpha) => Activation.Of(kind).WithAlpha(alpha);
    }
}
