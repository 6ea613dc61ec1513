namespace BackpropCrossCheck.Engine.Losses;

/// <summary>A loss with logarithms. If a term's factor is 0, so are the term (0·ln 0 = 0) and its derivative.</summary>
public abstract record LogarithmTerm : LossTerm
{
    /// <summary>factor·value; 0 if the factor is 0 and the value is not NaN.</summary>
    private protected static double Product(double factor, double value) => factor == 0 && !double.IsNaN(value) ? 0 : factor * value;

    /// <summary>factor/value; 0 if the factor is 0 and the value is not NaN.</summary>
    private protected static double Quotient(double factor, double value) => factor == 0 && !double.IsNaN(value) ? 0 : factor / value;

    /// <summary>|factor/value|; 0 if the factor is 0.</summary>
    private protected static double Magnitude(double factor, double value) => factor == 0 ? 0 : Math.Abs(factor / value);

    /// <summary>|factor|/value² · error; 0 if the factor is 0. Written so that the square does not underflow.</summary>
    private protected static double Reciprocal(double factor, double value, double error)
        => factor == 0 ? 0 : Math.Abs(factor / value) * Math.Abs(error / value);
}
