using BackpropCrossCheck.Diagnosis.Mistakes;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Every mistake that is looked for. A new one is a class and a line here.</summary>
internal static class KnownMistakes
{
    /// <summary>The mistakes; of two that explain the numbers equally the one that stands first is the simpler.</summary>
    public static IReadOnlyList<Mistake> All { get; } =
    [
        new LossConvention(),
        new SignFlipped(),
        new KinkConvention(),
        new MissingActivationDerivative(),
        new DerivativeAtOutput(),
        new DerivativeFormulaOnPreActivation(),
        new SoftmaxDiagonalOnly(),
        new OutputDerivativeTwice(),
        new ActivationAppliedTwice(),
        new TransposedWeights(),
        new TransposedGradient(),
        new PreActivationAsInput(),
        new BiasGradientZero(),
        new BiasGradientAveraged(),
        new BiasIgnored(),
        new SingleSample(),
        new WrongActivation(),
        new RoundedIntermediates(),
        new TruncatedIntermediates(),
        new SinglePrecision(),
        new UniformFactor(),
        new UpdatedWeights(),
        new UpdatedWeightsReported(),
        new WeightDecay(),
    ];
}
