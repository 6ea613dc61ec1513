using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>The side with which every other result is compared.</summary>
public interface IGradientEngine
{
    /// <summary>All numbers of a fixture, in its loss convention; also the updated parameters and loss if it has training.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    TensorSet Calculate(Fixture fixture);

    /// <summary>The same, for a training that may take too long.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="cancellationToken">Stops the calculation between two steps.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    /// <exception cref="OperationCanceledException">The calculation was stopped.</exception>
    TensorSet Calculate(Fixture fixture, CancellationToken cancellationToken) => Calculate(fixture);
}
