namespace BackpropCrossCheck.Engine.Losses;

/// <summary>½ (y − t)², the paper's loss.</summary>
public sealed record HalfSquaredError : SquareTerm
{
    /// <inheritdoc/>
    public override string Name => "half-squared-error";

    /// <inheritdoc/>
    public override LossTerm Family { get; } = new SquaredError();

    /// <inheritdoc/>
    public override double Weight => 0.5;

    /// <inheritdoc/>
    public override double Value(double y, double t) => 0.5 * (y - t) * (y - t);

    /// <inheritdoc/>
    public override double Derivative(double y, double t) => y - t;
}
