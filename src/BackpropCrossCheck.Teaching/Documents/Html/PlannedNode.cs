namespace BackpropCrossCheck.Documents.Html;

/// <summary>A unit or a layer of a drawing.</summary>
/// <param name="X">Its centre, from the left.</param>
/// <param name="Y">Its centre, from above.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="Mark">How it is drawn.</param>
internal sealed record PlannedNode(double X, double Y, double Width, double Height, DrawnMark Mark);
