using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>The side that every other result is held against.</summary>
public interface IGradientEngine
{
    /// <summary>All numbers of a fixture, in its loss convention; updated parameters and loss where it has training.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for an output.</exception>
    TensorSet Calculate(Fixture fixture);

    /// <summary>The same, for a training that may be too long.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="cancellationToken">Ends the calculation between two steps.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for an output.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    TensorSet Calculate(Fixture fixture, CancellationToken cancellationToken) => Calculate(fixture);
}
