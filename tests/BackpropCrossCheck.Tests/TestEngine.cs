using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests;

/// <summary>The engine with a planted defect.</summary>
internal sealed class TestEngine(Func<TensorSet, TensorSet> plant) : IGradientEngine
{
    public TensorSet Calculate(Fixture fixture) => plant(new BackpropagationEngine().Calculate(fixture));
}
