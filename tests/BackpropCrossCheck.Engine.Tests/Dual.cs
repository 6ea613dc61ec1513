namespace BackpropCrossCheck.Engine.Tests;

/// <summary>A value with its derivative in one direction (forward mode), and running bounds of the rounding errors of both, in units of
/// u.</summary>
/// <remarks>The formulas are textbook formulas, since nothing may be shared with the engine. First-order running error analysis: Higham,
/// "Accuracy and Stability of Numerical Algorithms", section 3.3.</remarks>
internal readonly record struct Dual(double Value, double Derivative, double ValueError, double DerivativeError)
{
    public static implicit operator Dual(double value) => new(value, 0, 0, 0);

    public static Dual operator +(Dual a, Dual b)
    {
        double value = a.Value + b.Value;
        double derivative = a.Derivative + b.Derivative;
        return new Dual(
            value, derivative, a.ValueError + b.ValueError + Math.Abs(value), a.DerivativeError + b.DerivativeError + Math.Abs(derivative));
    }

    public static Dual operator -(Dual a) => new(-a.Value, -a.Derivative, a.ValueError, a.DerivativeError);

    public static Dual operator -(Dual a, Dual b) => a + -b;

    public static Dual operator *(Dual a, Dual b)
    {
        double left = a.Derivative * b.Value;
        double right = a.Value * b.Derivative;
        double value = a.Value * b.Value;
        return new Dual(
            value,
            left + right,
            (Math.Abs(a.Value) * b.ValueError) + (Math.Abs(b.Value) * a.ValueError) + Math.Abs(value),
            (Math.Abs(a.Derivative) * b.ValueError) + (Math.Abs(b.Value) * a.DerivativeError) + (Math.Abs(a.Value) * b.DerivativeError)
                + (Math.Abs(b.Derivative) * a.ValueError) + (2 * (Math.Abs(left) + Math.Abs(right))));
    }

    public static Dual operator /(Dual a, Dual b)
        => a * Function(b, 1 / b.Value, -1 / (b.Value * b.Value), 2 / (b.Value * b.Value * b.Value));

    public static Dual Exp(Dual a) => Function(a, Math.Exp(a.Value), Math.Exp(a.Value), Math.Exp(a.Value));

    public static Dual Log(Dual a) => Function(a, Math.Log(a.Value), 1 / a.Value, -1 / (a.Value * a.Value));

    /// <summary>Φ by its power series ½ + φ(0) Σ (−1)ⁿ a²ⁿ⁺¹/(2ⁿ n! (2n + 1)), whose cancellation the running error counts.</summary>
    public static Dual NormalDistribution(Dual a)
    {
        Dual power = a;
        Dual sum = a;
        for (int n = 1; n < 80; n++)
        {
            power *= -(a * a) * (0.5 / n);
            sum += power * (1.0 / ((2 * n) + 1));
        }

        return 0.5 + (sum * (1 / Math.Sqrt(2 * Math.PI)));
    }

    /// <summary>f(a) from f, f' and f'' at a, each right to 4 u.</summary>
    private static Dual Function(Dual a, double f, double slope, double curvature) => new(
        f,
        slope * a.Derivative,
        (Math.Abs(slope) * a.ValueError) + (4 * Math.Abs(f)),
        (Math.Abs(slope) * a.DerivativeError) + (Math.Abs(curvature * a.Derivative) * a.ValueError) + (5 * Math.Abs(slope * a.Derivative)));
}
