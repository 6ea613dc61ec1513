using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Fuzzing;

/// <summary>A random network for which an oracle disagrees with the engine, or gives no numbers.</summary>
/// <param name="Report">The report of the smallest fixture that still fails.</param>
/// <param name="Original">The fixture as it was drawn.</param>
/// <param name="Oracle">The oracle's place among those of the run, from 0; null if the engine itself failed.</param>
/// <param name="Attempts">How many smaller fixtures were tried.</param>
/// <param name="WhyNotShrunk">Why the fixture is as it was drawn; null if smaller ones were tried.</param>
internal sealed record FuzzFailure(FixtureReport Report, Fixture Original, int? Oracle, int Attempts, string? WhyNotShrunk);
