namespace BackpropCrossCheck.Comparison;

/// <summary>What has changed in the numbers of the engine or an oracle since a baseline.</summary>
/// <param name="Numbers">How many numbers have different bits.</param>
/// <param name="Ulps">The largest change, in units in the last place of the format.</param>
/// <param name="Versions">The versions that produced the numbers, then and now.</param>
internal sealed record BaselineChange(int Numbers, double Ulps, VersionChange Versions);
