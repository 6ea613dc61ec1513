using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Fuzzing;

/// <summary>Makes a fixture that fails smaller and simpler as long as it still fails. It is deterministic if the failure is.</summary>
/// <remarks>Greedy: the first simpler fixture that still fails takes the place of the last one, until none of them fails. Every step makes
/// the fixture smaller, or simpler in an order of its own, so it ends. Large parts go first. Source: Zeller and Hildebrandt, "Simplifying
/// and isolating failure-inducing input", 2002.</remarks>
/// <param name="fails">The report of a fixture if it fails, else null.</param>
internal sealed class FixtureShrinker(Func<Fixture, Task<FixtureReport?>> fails)
{
    /// <summary>How many fixtures are tried before the smallest so far is taken.</summary>
    public const int MostAttempts = 2000;

    private static readonly Func<Fixture, IEnumerable<Fixture>>[] Simpler =
    [
        FewerParts.OfTraining, FewerParts.OfRegularization, FewerParts.OfLayers, FewerParts.OfSamples, FewerParts.OfUnits,
        FewerParts.OfBiases, SimplerKinds.OfActivations, SimplerKinds.OfLoss, RounderNumbers.Of,
    ];

    /// <summary>How many fixtures have been tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>The smallest fixture that still fails.</summary>
    /// <param name="report">The report of one that fails.</param>
    /// <returns>Its report.</returns>
    public async Task<FixtureReport> ShrinkAsync(FixtureReport report)
    {
        FixtureReport smallest = report;
        while (await NextAsync(smallest.Fixture!) is { } smaller)
        {
            smallest = smaller;
        }

        return smallest;
    }

    private async Task<FixtureReport?> NextAsync(Fixture fixture)
    {
        foreach (Fixture simpler in Simpler.SelectMany(simplify => simplify(fixture)))
        {
            if (Attempts == MostAttempts)
            {
                return null;
            }

            Attempts++;
            if (await fails(simpler) is { } report)
            {
                return report;
            }
        }

        return null;
    }
}
