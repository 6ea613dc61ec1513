namespace BackpropCrossCheck.Documents;

/// <summary>A unit of a drawn network.</summary>
/// <param name="Value">The number in it, or its name if the number is unknown.</param>
/// <param name="Notes">The lines of text below it: "a = 0.5".</param>
internal sealed record DrawnUnit(string Value, IReadOnlyList<string> Notes)
{
    /// <summary>How it is highlighted.</summary>
    public DrawnMark Mark { get; init; }
}
