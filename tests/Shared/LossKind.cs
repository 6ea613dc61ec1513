namespace BackpropCrossCheck.Engine.Losses;

/// <summary>The losses that the tests' own calculators know, so that they list each and throw on any other.</summary>
public enum LossKind
{
    HalfSquaredError,
    SquaredError,
    BinaryCrossEntropy,
    CategoricalCrossEntropy,
    AbsoluteError,
    Huber,
    LogCosh,
    Hinge,
    KullbackLeibler,
}
