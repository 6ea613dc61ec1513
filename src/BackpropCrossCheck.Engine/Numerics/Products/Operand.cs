namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>A matrix in memory; element (i, j) is at i·<paramref name="RowStride"/> + j·<paramref name="ColumnStride"/>. Swapping the
/// strides transposes it.</summary>
/// <param name="Start">The first element.</param>
/// <param name="RowStride">The distance between two rows.</param>
/// <param name="ColumnStride">The distance between two columns.</param>
internal readonly unsafe record struct Operand(nint Start, nint RowStride, nint ColumnStride)
{
    /// <summary>The transpose.</summary>
    public Operand Transposed => new(Start, ColumnStride, RowStride);

    public double* At(nint row, nint column) => (double*)Start + (row * RowStride) + (column * ColumnStride);

    /// <summary>The part that begins at an element.</summary>
    public Operand From(nint row, nint column) => this with { Start = (nint)At(row, column) };
}
