namespace BackpropCrossCheck.Engine.Optimizers;

/// <summary>w ← w − η·∂L/∂w.</summary>
public sealed record GradientDescent : Optimizer
{
    /// <summary>The rule.</summary>
    /// <param name="learningRate">η, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is not finite.</exception>
    public GradientDescent(double learningRate)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override string Name => "sgd";

    /// <inheritdoc/>
    public override Optimizer ForGradientsTimes(double factor) => this with { LearningRate = LearningRate * factor };

    /// <inheritdoc/>
    public override double FirstError(double gradient, double error) => Math.Abs(LearningRate) * error;

    /// <inheritdoc/>
    public override double Updated(double parameter, double gradient, Span<double> memory, int update, Arithmetic arithmetic)
    {
        ArgumentNullException.ThrowIfNull(arithmetic);
        return arithmetic.Sum(parameter, -arithmetic.Product(LearningRate, gradient));
    }
}
