using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Optimizers;

/// <summary>v ← μv − η·∂L/∂w, w ← w + v; Nesterov's form adds μv − η·∂L/∂w with the new v.</summary>
public sealed record MomentumDescent : Optimizer
{
    /// <summary>The rule.</summary>
    /// <param name="learningRate">η, finite.</param>
    /// <param name="momentum">μ, 0 to below 1.</param>
    /// <param name="nesterov">Whether it is Nesterov's form.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public MomentumDescent(double learningRate, double momentum = 0.9, bool nesterov = false)
        : base(learningRate)
    {
        Guard.Share(momentum);
        Momentum = momentum;
        IsNesterov = nesterov;
    }

    /// <summary>μ, 0 to below 1.</summary>
    public double Momentum { get; }

    /// <summary>Whether it is Nesterov's form.</summary>
    public bool IsNesterov { get; }

    /// <inheritdoc/>
    public override string Name => "momentum";

    /// <inheritdoc/>
    public override int MemoryPerParameter => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, double Value)> Parameters => [("momentum", Momentum), ("nesterov", IsNesterov ? 1 : 0)];

    /// <inheritdoc/>
    public override Optimizer WithParameters(Func<string, double> valueOf)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        return new MomentumDescent(LearningRate, valueOf("momentum"), valueOf("nesterov") != 0);
    }

    /// <inheritdoc/>
    public override Optimizer ForGradientsTimes(double factor) => this with { LearningRate = LearningRate * factor };

    /// <summary>The format rounds μ too; in a long training that moves v by μ/(1 − μ) times as much.</summary>
    /// <inheritdoc/>
    public override double Roundings(int update) => 3 + Math.Min(update - 1, Momentum / (1 - Momentum));

    /// <inheritdoc/>
    public override double FirstError(double gradient, double error)
        => Math.Abs(LearningRate) * (IsNesterov ? 1 + Momentum : 1) * error;

    /// <inheritdoc/>
    public override double Updated(double parameter, double gradient, Span<double> memory, int update, Arithmetic arithmetic)
    {
        ArgumentNullException.ThrowIfNull(arithmetic);
        double step = -arithmetic.Product(LearningRate, gradient);
        memory[0] = arithmetic.Sum(arithmetic.Product(Momentum, memory[0]), step);
        double added = IsNesterov ? arithmetic.Sum(arithmetic.Product(Momentum, memory[0]), step) : memory[0];
        return arithmetic.Sum(parameter, added);
    }
}
