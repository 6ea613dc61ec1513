using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>v ← μv − η·∂L/∂w, w ← w + v, with any μ: while it is fitted, it may leave the range that a fixture can declare.</summary>
/// <param name="Rate">η.</param>
/// <param name="Carried">μ.</param>
internal sealed record MomentumRule(double Rate, double Carried) : Optimizer(Rate)
{
    /// <inheritdoc/>
    public override string Name => "momentum";

    /// <inheritdoc/>
    public override int MemoryPerParameter => 1;

    /// <inheritdoc/>
    public override Optimizer ForGradientsTimes(double factor) => new MomentumRule(Rate * factor, Carried);

    /// <inheritdoc/>
    public override double Updated(double parameter, double gradient, Span<double> memory, int update, Arithmetic arithmetic)
    {
        ArgumentNullException.ThrowIfNull(arithmetic);
        memory[0] = arithmetic.Sum(arithmetic.Product(Carried, memory[0]), -arithmetic.Product(Rate, gradient));
        return arithmetic.Sum(parameter, memory[0]);
    }
}
