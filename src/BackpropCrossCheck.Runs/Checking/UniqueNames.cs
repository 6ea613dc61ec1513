namespace BackpropCrossCheck.Checking;

/// <summary>Finds fixtures with the name of an earlier one; they become errors.</summary>
internal sealed class UniqueNames
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Processes the report of the next fixture in the order of the files.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The report, or that of an error if the name is taken.</returns>
    public FixtureReport Take(FixtureReport report) => report.Name is { } name && !_files.TryAdd(name, report.File)
        ? FixtureCheck.Error(report, FixtureError.OfDuplicate(name, _files[name], report))
        : report;
}
