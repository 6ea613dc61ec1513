namespace BackpropCrossCheck.Documents.Html;

/// <summary>A line of centred text in a drawing.</summary>
/// <param name="X">The x coordinate of its centre.</param>
/// <param name="Y">The y coordinate of its centre.</param>
/// <param name="Text">The text.</param>
/// <param name="Kind">Its CSS class; empty for none.</param>
internal sealed record PlannedText(double X, double Y, string Text, string Kind);
