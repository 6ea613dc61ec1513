namespace BackpropCrossCheck.Documents;

/// <summary>The inputs or a layer of a drawn network.</summary>
/// <param name="Caption">Its caption: "input", "layer 1: tanh".</param>
/// <param name="Units">Its units.</param>
/// <param name="Weights">For each unit a row with the weights into it; empty for the inputs.</param>
internal sealed record DrawnColumn(string Caption, IReadOnlyList<DrawnUnit> Units, IReadOnlyList<IReadOnlyList<string>> Weights)
{
    /// <summary>The marks of the weights, arranged like <see cref="Weights"/>; null if none are marked.</summary>
    public IReadOnlyList<IReadOnlyList<DrawnMark>>? Marks { get; init; }

    /// <summary>The steps that are drawn below it, in the order of the calculation; empty if none are.</summary>
    public IReadOnlyList<DrawnStep> Steps { get; init; } = [];

    /// <summary>What a drawing shows if it has no room for single units, apart from its mark.</summary>
    public DrawnUnit Whole { get; init; } = new(Caption, []);

    /// <summary>How many units there are; more than in <see cref="Units"/> if these are not drawn one by one.</summary>
    public int UnitCount { get; init; } = Units.Count;

    /// <summary>How many weights there are; 0 for the inputs.</summary>
    public long WeightCount { get; init; } = Weights.Sum(row => (long)row.Count);

    /// <summary>"3 units, 6 weights".</summary>
    public string Size => WeightCount == 0
        ? FormattableString.Invariant($"{UnitCount} {(UnitCount == 1 ? "number" : "numbers")}")
        : FormattableString.Invariant($"{UnitCount} {(UnitCount == 1 ? "unit" : "units")}, {WeightCount} weights");
}
