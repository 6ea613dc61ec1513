namespace BackpropCrossCheck.Engine.Losses;

/// <summary>(y − t)²: TensorFlow's square().</summary>
public sealed record SquaredError : SquareTerm
{
    /// <inheritdoc/>
    public override string Name => "squared-error";

    /// <inheritdoc/>
    public override int DerivativeFactor => 2;

    /// <inheritdoc/>
    public override double Value(double y, double t) => (y - t) * (y - t);

    /// <inheritdoc/>
    public override double Derivative(double y, double t) => 2 * (y - t);
}
