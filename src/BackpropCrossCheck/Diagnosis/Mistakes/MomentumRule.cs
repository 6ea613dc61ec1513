using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>v ← μv − η·∂L/∂w, w ← w + v.</summary>
/// <param name="Rate">η.</param>
/// <param name="Carried">μ.</param>
internal sealed record MomentumRule(double Rate, double Carried) : Optimizer
{
    /// <inheritdoc/>
    public override int MemoryPerParameter => 1;

    /// <inheritdoc/>
    public override Optimizer ForGradientsTimes(double factor) => this with { Rate = Rate * factor };

    /// <inheritdoc/>
    public override double Updated(double parameter, double gradient, Span<double> memory, Arithmetic arithmetic)
    {
        ArgumentNullException.ThrowIfNull(arithmetic);
        memory[0] = arithmetic.Sum(arithmetic.Product(Carried, memory[0]), -arithmetic.Product(Rate, gradient));
        return arithmetic.Sum(parameter, memory[0]);
    }
}
