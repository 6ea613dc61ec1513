namespace BackpropCrossCheck.Reports;

/// <summary>What decides the text of a report besides the run.</summary>
/// <param name="All">True: every number where the format has room for it; false: those that differ or are undecidable.</param>
/// <param name="Root">What paths are relative to in formats that are read beside a repository.</param>
internal sealed record ReportOptions(bool All, SourceRoot Root);
