namespace BackpropCrossCheck.Documents;

/// <summary>A unit of a drawn network.</summary>
/// <param name="Value">The number in it, or its name where the number is not known.</param>
/// <param name="Notes">What stands under it, a line each: "a = 0.5".</param>
internal sealed record DrawnUnit(string Value, IReadOnlyList<string> Notes)
{
    /// <summary>What is to be seen of it at once.</summary>
    public DrawnMark Mark { get; init; }
}
