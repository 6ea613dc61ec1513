namespace BackpropCrossCheck.Engine.Optimizers;

/// <summary>A rule whose gradients are those of another loss.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Factor">What the given gradients are multiplied by.</param>
internal sealed record ForScaledGradients(Optimizer Rule, double Factor) : Optimizer(Rule.LearningRate)
{
    /// <inheritdoc/>
    public override string Name => Rule.Name;

    /// <inheritdoc/>
    public override int MemoryPerParameter => Rule.MemoryPerParameter;

    /// <inheritdoc/>
    public override double InitialMemory => Rule.InitialMemory;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, double Value)> Parameters => Rule.Parameters;

    /// <inheritdoc/>
    public override double Roundings(int update) => Rule.Roundings(update);

    /// <inheritdoc/>
    public override Optimizer ForGradientsTimes(double factor) => Rule.ForGradientsTimes(Factor * factor);

    /// <inheritdoc/>
    public override double Updated(double parameter, double gradient, Span<double> memory, int update, Arithmetic arithmetic)
        => Rule.Updated(parameter, Factor * gradient, memory, update, arithmetic);
}
