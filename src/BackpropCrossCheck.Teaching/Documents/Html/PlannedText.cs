namespace BackpropCrossCheck.Documents.Html;

/// <summary>A line of text of a drawing, centred.</summary>
/// <param name="X">Its middle, from the left.</param>
/// <param name="Y">Its middle, from above.</param>
/// <param name="Text">The text.</param>
/// <param name="Kind">Its class in the style; empty for none.</param>
internal sealed record PlannedText(double X, double Y, string Text, string Kind);
