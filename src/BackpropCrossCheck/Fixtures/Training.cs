using System.Runtime.CompilerServices;
using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Full-batch gradient descent, w ← w − η·∂L/∂w.</summary>
/// <param name="LearningRate">η, finite.</param>
/// <param name="Steps">The number of steps, at least 1.</param>
/// <param name="Biases">False to leave the biases unchanged.</param>
public sealed record Training(double LearningRate, int Steps, bool Biases)
{
    /// <summary>η, finite.</summary>
    public double LearningRate { get; init => field = Finite(value); } = Finite(LearningRate);

    /// <summary>The number of steps, at least 1.</summary>
    public int Steps { get; init => field = AtLeastOne(value); } = AtLeastOne(Steps);

    /// <summary>The update rule of a step.</summary>
    public Optimizer Optimizer => new GradientDescent(LearningRate);

    private static double Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
        => double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "A learning rate must be finite.");

    private static int AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }
}
