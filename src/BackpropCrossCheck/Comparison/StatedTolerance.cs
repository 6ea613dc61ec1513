using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>A fixed rule in the convention that numbers are stated in: |x − y| ≤ a + r·|y|, y the other side.</summary>
/// <param name="Tolerance">a and r.</param>
/// <param name="Scale">What a is multiplied by for losses, deltas and gradients.</param>
/// <param name="IsFixtures">True where the fixture states the rule; false where the run does.</param>
internal sealed record StatedTolerance(Tolerance Tolerance, double Scale, bool IsFixtures)
{
    /// <summary>The rule of a run, which is about the numbers as they are stated, or that of a fixture, which is about those of its own
    /// loss: it says the same of them in every convention.</summary>
    /// <param name="run">The run's, or null.</param>
    /// <param name="fixture">The fixture's, or null.</param>
    /// <param name="fromFixture">The factor from the fixture's convention to the stated one.</param>
    /// <returns>Null where there is neither.</returns>
    public static StatedTolerance? Of(Tolerance? run, Tolerance? fixture, double fromFixture)
        => run is not null ? new StatedTolerance(run, 1, IsFixtures: false)
            : fixture is not null ? new StatedTolerance(fixture, fromFixture, IsFixtures: true)
            : null;

    /// <summary>What is allowed.</summary>
    /// <param name="step">The step.</param>
    /// <param name="other">y.</param>
    public double Allowed(Step step, double other)
        => (Tolerance.Absolute * (step.ScalesWithLoss ? Scale : 1)) + (Tolerance.Relative * Math.Abs(other));
}
