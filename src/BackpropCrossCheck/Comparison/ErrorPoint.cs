namespace BackpropCrossCheck.Comparison;

/// <summary>A number of a comparison as a point in a plot.</summary>
/// <param name="Allowed">The largest difference that agrees.</param>
/// <param name="Error">The difference.</param>
internal readonly record struct ErrorPoint(double Allowed, double Error);
