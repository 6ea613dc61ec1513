using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Optimizers;

/// <summary>w ← w − η·∂L/∂w.</summary>
public sealed record GradientDescent : Optimizer
{
    /// <summary>The rule with a learning rate.</summary>
    /// <param name="learningRate">η, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is not finite.</exception>
    public GradientDescent(double learningRate)
    {
        Guard.Finite(learningRate);
        LearningRate = learningRate;
    }

    /// <summary>η.</summary>
    public double LearningRate { get; }

    /// <inheritdoc/>
    public override Optimizer ForGradientsTimes(double factor) => new GradientDescent(LearningRate * factor);

    /// <inheritdoc/>
    public override double Updated(double parameter, double gradient, Span<double> memory, Arithmetic arithmetic)
    {
        ArgumentNullException.ThrowIfNull(arithmetic);
        return arithmetic.Sum(parameter, -arithmetic.Product(LearningRate, gradient));
    }
}
