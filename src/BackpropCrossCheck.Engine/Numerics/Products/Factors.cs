namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>A product to calculate: C = A B.</summary>
/// <param name="A">A, rows × inner.</param>
/// <param name="B">B, inner × columns.</param>
/// <param name="C">C, rows × columns, with a column stride of 1; overwritten.</param>
/// <param name="Rows">Rows of A and C.</param>
/// <param name="Inner">Columns of A, rows of B: the length of the sums.</param>
/// <param name="Columns">Columns of B and C.</param>
internal readonly record struct Factors(Operand A, Operand B, Operand C, int Rows, int Inner, int Columns)
{
    /// <summary>How many products of two numbers it takes.</summary>
    public long Work => (long)Rows * Inner * Columns;

    /// <summary>A strip of C: some of its rows, or some of its columns, whichever are more.</summary>
    /// <param name="strip">Which one, from 0.</param>
    /// <param name="strips">How many there are.</param>
    /// <param name="rowUnit">Rows that stay together.</param>
    /// <param name="columnUnit">Columns that stay together.</param>
    public Factors Strip(int strip, int strips, int rowUnit, int columnUnit)
    {
        if (Rows > Columns)
        {
            int row = Bound(Rows, strip, strips, rowUnit);
            return this with { A = A.From(row, 0), C = C.From(row, 0), Rows = Bound(Rows, strip + 1, strips, rowUnit) - row };
        }

        int column = Bound(Columns, strip, strips, columnUnit);
        return this with
        {
            B = B.From(0, column),
            C = C.From(0, column),
            Columns = Bound(Columns, strip + 1, strips, columnUnit) - column,
        };
    }

    private static int Bound(int length, int strip, int strips, int unit)
    {
        int units = (length + unit - 1) / unit;
        return (int)Math.Min((long)units * strip / strips * unit, length);
    }
}
