namespace BackpropCrossCheck.Calculation;

/// <summary>A sum as a person who calculates with decimal numbers gets it: terms that cancel give exactly 0, without the residue from the
/// binary form of decimal digits.</summary>
/// <remarks>0.1 + 0.2 − 0.3 is 0. Otherwise a relu would be on the wrong side of its kink, and the number would have no digit that the
/// person could know.</remarks>
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
