namespace BackpropCrossCheck.Calculation;

/// <summary>A sum as somebody gets it who calculates with decimal numbers: terms that cancel leave 0, and not what the binary form of
/// decimal digits leaves.</summary>
/// <remarks>0.1 + 0.2 − 0.3 is 0. Where it is not, a relu stands on the other side of its kink, and the number has no significant digit
/// that a person knows.</remarks>
/// <param name="first">The first term.</param>
internal struct HandSum(double first)
{
    private double _sum = first;
    private double _magnitude = Math.Abs(first);

    /// <summary>The sum.</summary>
    public readonly double Value => Math.Abs(_sum) <= _magnitude * Math.ScaleB(1, -50) ? 0 : _sum;

    /// <summary>Adds a term.</summary>
    /// <param name="term">The term.</param>
    public void Add(double term)
    {
        _sum += term;
        _magnitude += Math.Abs(term);
    }
}
