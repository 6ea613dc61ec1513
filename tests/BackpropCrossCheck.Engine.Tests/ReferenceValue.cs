namespace BackpropCrossCheck.Engine.Tests;

/// <summary>One row of functions.csv: a function's true value is <see cref="Value"/> + <see cref="Rest"/>.</summary>
internal sealed record ReferenceValue(string Function, double Argument, double Value, double Rest, double Scale)
{
    public ReferenceValue(string[] row)
        : this(row[0], ReferenceTable.Number(row[1]), ReferenceTable.Number(row[2]), ReferenceTable.Number(row[3]), 0)
        => Scale = row[4].Length == 0 ? Math.Abs(Value) : ReferenceTable.Number(row[4]);

    /// <summary>The error of a result in units in the last place of the true value (or of the larger term, at a root); where that is
    /// subnormal, in units of 2⁻¹⁰⁷⁴, the distance of two neighbours there.</summary>
    public double Ulps(double result) => Math.Abs(result - Value - Rest) / (Math.BitIncrement(Scale) - Scale);
}
