namespace BackpropCrossCheck.Engine.Tests;

internal enum ProbedTensor
{
    Weights,
    Bias,
    PreActivations,
}
