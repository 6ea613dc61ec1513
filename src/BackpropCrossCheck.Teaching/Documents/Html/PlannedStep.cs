namespace BackpropCrossCheck.Documents.Html;

/// <summary>The square of a step in a drawing.</summary>
/// <param name="X">The x coordinate of its left edge.</param>
/// <param name="Y">The y coordinate of its centre.</param>
/// <param name="Step">The step.</param>
internal sealed record PlannedStep(double X, double Y, DrawnStep Step);
