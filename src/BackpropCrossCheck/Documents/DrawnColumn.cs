namespace BackpropCrossCheck.Documents;

/// <summary>The inputs or a layer of a drawn network.</summary>
/// <param name="Caption">What it is: "input", "layer 1: tanh".</param>
/// <param name="Units">Its units.</param>
/// <param name="Weights">A row for each unit with the weights into it; empty for the inputs.</param>
internal sealed record DrawnColumn(string Caption, IReadOnlyList<DrawnUnit> Units, IReadOnlyList<IReadOnlyList<string>> Weights)
{
    /// <summary>"3 units, 6 weights".</summary>
    public string Size => Weights.Count == 0
        ? FormattableString.Invariant($"{Units.Count} {(Units.Count == 1 ? "number" : "numbers")}")
        : FormattableString.Invariant($"{Units.Count} {(Units.Count == 1 ? "unit" : "units")}, {Weights.Sum(row => row.Count)} weights");
}
