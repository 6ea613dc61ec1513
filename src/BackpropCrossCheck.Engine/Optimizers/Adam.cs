using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Optimizers;

/// <summary>m ← m + (1 − β₁)(g − m), v ← v + (1 − β₂)(g² − v), w ← w − η·√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m/(√v + ε) in update t, with g =
/// ∂L/∂w.</summary>
/// <remarks>Source: Kingma and Ba 2015, the form before section 2.1; ε is added to the root that is not corrected, as in Keras.</remarks>
public sealed record Adam : Optimizer
{
    /// <summary>The rule.</summary>
    /// <param name="learningRate">η, finite.</param>
    /// <param name="beta1">β₁, 0 to below 1.</param>
    /// <param name="beta2">β₂, 0 to below 1.</param>
    /// <param name="epsilon">ε, finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Adam(double learningRate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base(learningRate)
    {
        Guard.Share(beta1);
        Guard.Share(beta2);
        Guard.NotNegative(epsilon);
        Beta1 = beta1;
        Beta2 = beta2;
        Epsilon = epsilon;
    }

    /// <summary>β₁, 0 to below 1.</summary>
    public double Beta1 { get; }

    /// <summary>β₂, 0 to below 1.</summary>
    public double Beta2 { get; }

    /// <summary>ε, at least 0.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override string Name => "adam";

    /// <inheritdoc/>
    public override int MemoryPerParameter => 2;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, double Value)> Parameters
        => [("beta1", Beta1), ("beta2", Beta2), ("epsilon", Epsilon)];

    /// <inheritdoc/>
    public override Optimizer WithParameters(Func<string, double> valueOf)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        return new Adam(LearningRate, valueOf("beta1"), valueOf("beta2"), valueOf("epsilon"));
    }

    /// <summary>Where βᵗ is near 1, 1 − βᵗ cancels: in float32 0.999 is off by 1.3e-8, and 1 − 0.999 by 1.3e-5 of itself.</summary>
    /// <inheritdoc/>
    public override double Roundings(int update) => 10 + (Cancelled(Beta2, update) / 2) + Cancelled(Beta1, update);

    /// <inheritdoc/>
    public override double Updated(double parameter, double gradient, Span<double> memory, int update, Arithmetic arithmetic)
    {
        ArgumentNullException.ThrowIfNull(arithmetic);
        memory[0] += (gradient - memory[0]) * (1 - Beta1);
        memory[1] += ((gradient * gradient) - memory[1]) * (1 - Beta2);
        double rate = LearningRate * Math.Sqrt(1 - Math.Pow(Beta2, update)) / (1 - Math.Pow(Beta1, update));
        // With ε = 0 a gradient that was always 0 moves nothing.
        double added = memory[0] == 0 ? 0 : rate * memory[0] / (Math.Sqrt(memory[1]) + Epsilon);
        return arithmetic.Sum(parameter, -added);
    }

    /// <summary>The relative error of 1 − βᵗ, in units of the rounding of β and its power.</summary>
    private static double Cancelled(double beta, int update)
    {
        double power = Math.Pow(beta, update);
        return (update + 2.0) * power / (1 - power);
    }
}
