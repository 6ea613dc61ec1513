namespace BackpropCrossCheck.Reports.Sarif;

/// <summary>A kind of result.</summary>
/// <param name="Id">Its permanent id: dismissed and fixed alerts are recognised by it.</param>
/// <param name="Name">Its name as one capitalized word.</param>
/// <param name="Level">error, warning or note.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Help">What it means and what to do about it.</param>
internal sealed record SarifRule(string Id, string Name, string Level, string Summary, string Help)
{
    /// <summary>A discrepancy.</summary>
    public const string Error = "error";

    /// <summary>Something that prevents a verdict of the run.</summary>
    public const string Warning = "warning";

    /// <summary>Something worth knowing.</summary>
    public const string Note = "note";
}
