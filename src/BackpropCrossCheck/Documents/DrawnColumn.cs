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

    /// <summary>"3 units, 6 weights".</summary>
    public string Size => Weights.Count == 0
        ? FormattableString.Invariant($"{Units.Count} {(Units.Count == 1 ? "number" : "numbers")}")
        : FormattableString.Invariant($"{Units.Count} {(Units.Count == 1 ? "unit" : "units")}, {Weights.Sum(row => row.Count)} weights");
}
