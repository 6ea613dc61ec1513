namespace BackpropCrossCheck.Documents.Html;

/// <summary>A unit or a layer of a drawing.</summary>
/// <param name="X">The x coordinate of its centre.</param>
/// <param name="Y">The y coordinate of its centre.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="Mark">How it is highlighted.</param>
internal sealed record PlannedNode(double X, double Y, double Width, double Height, DrawnMark Mark);
