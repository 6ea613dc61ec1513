namespace BackpropCrossCheck.Reports;

/// <summary>What affects the text of a report besides the run.</summary>
/// <param name="All">True to show every number if the format has room for it, false to show those that differ or are undecidable.</param>
/// <param name="Root">The folder to which paths are relative, in formats that are read next to a repository.</param>
internal sealed record ReportOptions(bool All, SourceRoot Root);
