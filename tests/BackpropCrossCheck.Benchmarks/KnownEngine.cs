using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>An engine whose numbers are known already, so that a measurement does not contain it.</summary>
/// <param name="numbers">The numbers.</param>
internal sealed class KnownEngine(TensorSet numbers) : IGradientEngine
{
    /// <inheritdoc/>
    public TensorSet Calculate(Fixture fixture) => numbers;

    /// <inheritdoc/>
    public TensorSet Calculate(Fixture fixture, CancellationToken cancellationToken) => numbers;
}
