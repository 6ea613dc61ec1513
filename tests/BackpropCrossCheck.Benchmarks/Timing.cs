namespace BackpropCrossCheck.Benchmarks;

/// <summary>How long two ways take and how much they allocate.</summary>
/// <param name="Kept">The fastest round of the way that the program goes, in microseconds of processor time.</param>
/// <param name="Plain">The fastest round of the plain way, likewise.</param>
/// <param name="Ratio">Plain divided by kept, the median of the rounds: above 1 if the plain way takes longer.</param>
/// <param name="Allocated">What the plain way allocates, divided by what the kept way allocates; NaN if neither allocates anything.</param>
internal sealed record Timing(double Kept, double Plain, double Ratio, double Allocated);
