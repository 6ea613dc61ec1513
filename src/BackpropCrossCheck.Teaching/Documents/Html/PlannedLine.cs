namespace BackpropCrossCheck.Documents.Html;

/// <summary>A connection of a drawing.</summary>
/// <param name="FromX">The x coordinate of its start.</param>
/// <param name="FromY">The y coordinate of its start.</param>
/// <param name="ToX">The x coordinate of its end.</param>
/// <param name="ToY">The y coordinate of its end.</param>
/// <param name="Mark">How it is highlighted.</param>
internal sealed record PlannedLine(double FromX, double FromY, double ToX, double ToY, DrawnMark Mark);
