using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Optimizers;

/// <summary>RMSprop: v ← ρv + (1 − ρ)g², w ← w − η·g/√(v + ε), with g = ∂L/∂w.</summary>
/// <remarks>Source: Tieleman and Hinton 2012; ε stands under the root, as in Keras.</remarks>
public sealed record RootMeanSquarePropagation : Optimizer
{
    /// <summary>The rule.</summary>
    /// <param name="learningRate">η, finite.</param>
    /// <param name="rho">ρ, 0 to below 1.</param>
    /// <param name="epsilon">ε, finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public RootMeanSquarePropagation(double learningRate, double rho = 0.9, double epsilon = 1e-7)
        : base(learningRate)
    {
        Guard.Share(rho);
        Guard.NotNegative(epsilon);
        Rho = rho;
        Epsilon = epsilon;
    }

    /// <summary>ρ, 0 to below 1.</summary>
    public double Rho { get; }

    /// <summary>ε, at least 0.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override string Name => "rmsprop";

    /// <inheritdoc/>
    public override int MemoryPerParameter => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, double Value)> Parameters => [("rho", Rho), ("epsilon", Epsilon)];

    /// <inheritdoc/>
    public override Optimizer WithParameters(Func<string, double> valueOf)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        return new RootMeanSquarePropagation(LearningRate, valueOf("rho"), valueOf("epsilon"));
    }

    /// <summary>1 − ρ cancels in the format where ρ is rounded first.</summary>
    /// <inheritdoc/>
    public override double Roundings(int update) => 8 + (Rho / (1 - Rho));

    /// <inheritdoc/>
    public override double Updated(double parameter, double gradient, Span<double> memory, int update, Arithmetic arithmetic)
    {
        ArgumentNullException.ThrowIfNull(arithmetic);
        memory[0] = (Rho * memory[0]) + ((1 - Rho) * gradient * gradient);
        double added = gradient == 0 ? 0 : LearningRate * gradient / Math.Sqrt(memory[0] + Epsilon);
        return arithmetic.Sum(parameter, -added);
    }
}
