namespace BackpropCrossCheck.Comparison;

/// <summary>A number of a comparison as a point of a plot.</summary>
/// <param name="Allowed">The largest difference that counts as agreement.</param>
/// <param name="Error">The actual difference.</param>
internal readonly record struct ErrorPoint(double Allowed, double Error);
