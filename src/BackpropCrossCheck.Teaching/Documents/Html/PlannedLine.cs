namespace BackpropCrossCheck.Documents.Html;

/// <summary>A connection of a drawing.</summary>
/// <param name="FromX">Where it begins, from the left.</param>
/// <param name="FromY">Where it begins, from above.</param>
/// <param name="ToX">Where it ends, from the left.</param>
/// <param name="ToY">Where it ends, from above.</param>
/// <param name="Mark">How it is drawn.</param>
internal sealed record PlannedLine(double FromX, double FromY, double ToX, double ToY, DrawnMark Mark);
