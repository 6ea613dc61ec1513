namespace BackpropCrossCheck.Documents;

/// <summary>A network to be drawn, with the numbers at its units and connections.</summary>
/// <param name="Title">What is drawn, in a few words.</param>
/// <param name="Columns">The inputs, then every layer.</param>
/// <param name="Legend">What the numbers are.</param>
internal sealed record NetworkDrawing(string Title, IReadOnlyList<DrawnColumn> Columns, string Legend)
{
    /// <summary>More units than these in one column are not drawn one by one.</summary>
    public const int MostUnitsInColumn = 12;

    /// <summary>More units than these in all are not drawn one by one.</summary>
    public const int MostUnits = 48;

    /// <summary>Whether every unit is drawn; otherwise each column is a box that states what is in it.</summary>
    public bool IsDetailed => IsDetailedWith([.. Columns.Select(column => column.UnitCount)]);

    /// <summary>Whether every unit is drawn where there are so many of them.</summary>
    /// <param name="units">The numbers of inputs and of the units of each layer.</param>
    public static bool IsDetailedWith(IReadOnlyList<int> units)
        => units.All(count => count <= MostUnitsInColumn) && units.Sum(count => (long)count) <= MostUnits;

    /// <summary>What the drawing is made to show besides the network; empty where there is nothing.</summary>
    public string Remark { get; init; } = string.Empty;

    /// <summary>The drawing in words, for who cannot see it.</summary>
    public string Description
        => string.Join("; ", Columns.Select(column => $"{column.Caption}, {column.Size}")) + "."
            + (Remark.Length == 0 ? string.Empty : " " + Remark);
}
