using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports;

/// <summary>What affects the text of a report besides the run.</summary>
/// <param name="All">True to show every number if the format has room for it, false to show those that differ or are undecidable.</param>
/// <param name="Root">The folder to which paths are relative, in formats that are read next to a repository.</param>
/// <param name="Class">The graded answers that the report is about; null for every other report.</param>
internal sealed record ReportOptions(bool All, SourceRoot Root, GradedClass? Class = null);
