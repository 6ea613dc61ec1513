namespace BackpropCrossCheck.Documents;

/// <summary>The drawing of a network, with the numbers at its units and connections.</summary>
/// <param name="Title">What is drawn, in a few words.</param>
/// <param name="Columns">The inputs, then every layer.</param>
/// <param name="Legend">The explanation of the numbers.</param>
internal sealed record NetworkDrawing(string Title, IReadOnlyList<DrawnColumn> Columns, string Legend)
{
    /// <summary>If a column has more units than this, units are not drawn one by one.</summary>
    public const int MostUnitsInColumn = 12;

    /// <summary>If the network has more units than this, they are not drawn one by one.</summary>
    public const int MostUnits = 48;

    /// <summary>Whether every unit is drawn. Otherwise each column is a box that states its contents.</summary>
    public bool IsDetailed => IsDetailedWith([.. Columns.Select(column => column.UnitCount)]);

    /// <summary>Whether every unit is drawn in a network with the given numbers of units.</summary>
    /// <param name="units">The numbers of inputs and of units in each layer.</param>
    public static bool IsDetailedWith(IReadOnlyList<int> units)
        => units.All(count => count <= MostUnitsInColumn) && units.Sum(count => (long)count) <= MostUnits;

    /// <summary>What the drawing shows besides the network; empty if nothing.</summary>
    public string Remark { get; init; } = string.Empty;

    /// <summary>A description of the drawing for people who cannot see it.</summary>
    public string Description
        => string.Join("; ", Columns.Select(column => $"{column.Caption}, {column.Size}")) + "."
            + (Remark.Length == 0 ? string.Empty : " " + Remark);
}
