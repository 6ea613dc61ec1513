namespace BackpropCrossCheck.Baselines;

/// <summary>An oracle whose numbers a baseline has.</summary>
/// <param name="Name">The name of its greeting.</param>
/// <param name="Version">Its version.</param>
/// <param name="Asked">What it was asked for by, and is to be asked for by again.</param>
internal sealed record BaselineOracle(string Name, string Version, string Asked);
