using System.Runtime.CompilerServices;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Gradient descent, w ← w − η·∂L/∂w, unless <see cref="Rule"/> is another; with the whole batch in every step unless
/// <see cref="BySamples"/>.</summary>
/// <param name="LearningRate">η, finite.</param>
/// <param name="Steps">The number of steps, at least 1.</param>
/// <param name="Biases">False to leave the biases unchanged.</param>
public sealed record Training(double LearningRate, int Steps, bool Biases)
{
    /// <summary>η, finite.</summary>
    public double LearningRate { get; init => field = Finite(value); } = Finite(LearningRate);

    /// <summary>The number of steps, at least 1.</summary>
    public int Steps { get; init => field = AtLeastOne(value); } = AtLeastOne(Steps);

    /// <summary>True for an update after every sample, in the order of the rows, each with the loss of that sample alone. A step is one
    /// pass over all samples.</summary>
    public bool BySamples { get; init; }

    /// <summary>The update rule, whatever its learning rate.</summary>
    public Optimizer Rule { get; init; } = new GradientDescent(1);

    /// <summary>The update rule of a step, with the learning rate.</summary>
    internal Optimizer Optimizer => Rule with { LearningRate = LearningRate };

    /// <summary>Whether every update is w ← w − η·∂L/∂w.</summary>
    public bool IsPlain => Rule is GradientDescent;

    /// <summary>The training before its first step.</summary>
    /// <param name="network">The initial network; it is not changed.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="loss">The loss convention.</param>
    /// <param name="regularization">What is added to the loss for the size of the weights; null for nothing.</param>
    public ITraining Start(Network network, Batch batch, Loss loss, Regularization? regularization = null) => BySamples
        ? new SampleBySampleTraining(network, batch, loss, Optimizer, Biases, regularization: regularization)
        : new FullBatchTraining(network, batch, loss, Optimizer, Biases, regularization: regularization);

    private static double Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
        => double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "A learning rate must be finite.");

    private static int AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }
}
