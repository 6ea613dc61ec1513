namespace BackpropCrossCheck.Baselines;

/// <summary>An oracle whose numbers are in a baseline.</summary>
/// <param name="Name">The name in its greeting.</param>
/// <param name="Version">Its version.</param>
/// <param name="Asked">The name by which it was requested, and by which it is to be requested again.</param>
internal sealed record BaselineOracle(string Name, string Version, string Asked);
