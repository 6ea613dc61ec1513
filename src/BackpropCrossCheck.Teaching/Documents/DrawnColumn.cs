namespace BackpropCrossCheck.Documents;

/// <summary>The inputs or a layer of a drawn network.</summary>
/// <param name="Caption">What it is: "input", "layer 1: tanh".</param>
/// <param name="Units">Its units.</param>
/// <param name="Weights">A row for each unit with the weights into it; empty for the inputs.</param>
internal sealed record DrawnColumn(string Caption, IReadOnlyList<DrawnUnit> Units, IReadOnlyList<IReadOnlyList<string>> Weights)
{
    /// <summary>The marks of the weights, as they stand in <see cref="Weights"/>; null where none is marked.</summary>
    public IReadOnlyList<IReadOnlyList<DrawnMark>>? Marks { get; init; }

    /// <summary>What a drawing that has no room for its units says of it, its mark aside.</summary>
    public DrawnUnit Whole { get; init; } = new(Caption, []);

    /// <summary>How many units there are; more than <see cref="Units"/> has where these are not drawn one by one.</summary>
    public int UnitCount { get; init; } = Units.Count;

    /// <summary>How many weights there are; 0 for the inputs.</summary>
    public long WeightCount { get; init; } = Weights.Sum(row => (long)row.Count);

    /// <summary>"3 units, 6 weights".</summary>
    public string Size => WeightCount == 0
        ? FormattableString.Invariant($"{UnitCount} {(UnitCount == 1 ? "number" : "numbers")}")
        : FormattableString.Invariant($"{UnitCount} {(UnitCount == 1 ? "unit" : "units")}, {WeightCount} weights");
}
