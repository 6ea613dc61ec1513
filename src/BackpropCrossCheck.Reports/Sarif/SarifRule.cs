namespace BackpropCrossCheck.Reports.Sarif;

/// <summary>A kind of result.</summary>
/// <param name="Id">Its name for ever: dismissed and fixed alerts are known by it.</param>
/// <param name="Name">Its name in one word of capitals.</param>
/// <param name="Level">error, warning or note.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Help">What it means and what to do.</param>
internal sealed record SarifRule(string Id, string Name, string Level, string Summary, string Help)
{
    /// <summary>A discrepancy.</summary>
    public const string Error = "error";

    /// <summary>Something that keeps the run from a verdict.</summary>
    public const string Warning = "warning";

    /// <summary>Something to know.</summary>
    public const string Note = "note";
}
