using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Optimizers;

/// <summary>Adagrad: v ← v + g², w ← w − η·g/√(v + ε), with g = ∂L/∂w; v starts at a stated number.</summary>
/// <remarks>Source: Duchi, Hazan and Singer 2011; ε stands under the root, as in Keras.</remarks>
public sealed record AdaptiveGradient : Optimizer
{
    /// <summary>The rule.</summary>
    /// <param name="learningRate">η, finite.</param>
    /// <param name="initialAccumulator">v before the first update, finite, at least 0.</param>
    /// <param name="epsilon">ε, finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public AdaptiveGradient(double learningRate, double initialAccumulator = 0.1, double epsilon = 1e-7)
        : base(learningRate)
    {
        Guard.NotNegative(initialAccumulator);
        Guard.NotNegative(epsilon);
        InitialAccumulator = initialAccumulator;
        Epsilon = epsilon;
    }

    /// <summary>v before the first update, at least 0.</summary>
    public double InitialAccumulator { get; }

    /// <summary>ε, at least 0.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override string Name => "adagrad";

    /// <inheritdoc/>
    public override int MemoryPerParameter => 1;

    /// <inheritdoc/>
    public override double InitialMemory => InitialAccumulator;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, double Value)> Parameters
        => [("initialAccumulator", InitialAccumulator), ("epsilon", Epsilon)];

    /// <inheritdoc/>
    public override Optimizer WithParameters(Func<string, double> valueOf)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        return new AdaptiveGradient(LearningRate, valueOf("initialAccumulator"), valueOf("epsilon"));
    }

    /// <inheritdoc/>
    public override double Roundings(int update) => 6;

    /// <inheritdoc/>
    public override double Updated(double parameter, double gradient, Span<double> memory, int update, Arithmetic arithmetic)
    {
        ArgumentNullException.ThrowIfNull(arithmetic);
        memory[0] += gradient * gradient;
        double added = gradient == 0 ? 0 : LearningRate * gradient / Math.Sqrt(memory[0] + Epsilon);
        return arithmetic.Sum(parameter, -added);
    }
}
