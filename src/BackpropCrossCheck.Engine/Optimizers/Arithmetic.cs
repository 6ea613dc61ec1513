namespace BackpropCrossCheck.Engine.Optimizers;

/// <summary>The arithmetic for an update: floating point, or a person's decimals.</summary>
public abstract class Arithmetic
{
    /// <summary>Double precision.</summary>
    public static Arithmetic Double { get; } = new DoubleArithmetic();

    /// <summary>left + right.</summary>
    /// <param name="left">The first term.</param>
    /// <param name="right">The second term.</param>
    public abstract double Sum(double left, double right);

    /// <summary>left · right.</summary>
    /// <param name="left">The first factor.</param>
    /// <param name="right">The second factor.</param>
    public abstract double Product(double left, double right);

    private sealed class DoubleArithmetic : Arithmetic
    {
        public override double Sum(double left, double right) => left + right;

        public override double Product(double left, double right) => left * right;
    }
}
