namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>The numbers that a printed one may stand for, and what follows from them.</summary>
internal readonly record struct Interval(double Low, double High)
{
    public static Interval All { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    public static Interval Of(double value) => new(value, value);

    public static Interval Around(double value, double radius) => new(value - radius, value + radius);

    public static Interval operator +(Interval left, Interval right) => new(left.Low + right.Low, left.High + right.High);

    public static Interval operator -(Interval operand) => new(-operand.High, -operand.Low);

    public static Interval operator -(Interval left, Interval right) => left + (-right);

    public static Interval operator *(Interval left, Interval right)
    {
        double[] corners = [left.Low * right.Low, left.Low * right.High, left.High * right.Low, left.High * right.High];
        return new(corners.Min(), corners.Max());
    }

    /// <summary>Anything at all if the divisor may be 0.</summary>
    public static Interval operator /(Interval left, Interval right)
        => right.Low <= 0 && right.High >= 0 && right.Low != right.High ? All : left * new Interval(1 / right.High, 1 / right.Low);

    /// <summary>The values of an increasing function.</summary>
    public Interval Through(Func<double, double> increasing) => new(increasing(Low), increasing(High));

    public Interval Magnitude()
        => Low >= 0 ? this : High <= 0 ? -this : new(0, Math.Max(-Low, High));

    public bool Meets(Interval other, double slack) => Low - slack <= other.High && other.Low - slack <= High;
}
