using BackpropCrossCheck.Diagnosis.Mistakes;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Every mistake that the diagnosis knows. A new one needs a class of its own and a line here.</summary>
internal static class KnownMistakes
{
    /// <summary>The mistakes, simpler ones first. If two explain the numbers equally well, the first one counts as the simpler.</summary>
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
