using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>A fixed rule in the convention in which numbers are stated: |x − y| ≤ a + r·|y|, with y the other side.</summary>
/// <param name="Tolerance">a and r.</param>
/// <param name="Scale">The factor of a for losses, deltas and gradients.</param>
/// <param name="IsFixtures">True if the rule comes from the fixture, false if it comes from the run.</param>
internal sealed record StatedTolerance(Tolerance Tolerance, double Scale, bool IsFixtures)
{
    /// <summary>The rule of a run, which applies to the numbers as stated; or else the rule of a fixture, which applies to the numbers of
    /// its own loss and is converted to any other convention.</summary>
    /// <param name="run">The run's, or null.</param>
    /// <param name="fixture">The fixture's, or null.</param>
    /// <param name="fromFixture">The factor from the fixture's convention to the stated one.</param>
    /// <returns>Null if there is neither.</returns>
    public static StatedTolerance? Of(Tolerance? run, Tolerance? fixture, double fromFixture)
        => run is not null ? new StatedTolerance(run, 1, IsFixtures: false)
            : fixture is not null ? new StatedTolerance(fixture, fromFixture, IsFixtures: true)
            : null;

    /// <summary>The allowed difference.</summary>
    /// <param name="step">The step.</param>
    /// <param name="other">y.</param>
    public double Allowed(Step step, double other)
        => (Tolerance.Absolute * (step.ScalesWithLoss ? Scale : 1)) + (Tolerance.Relative * Math.Abs(other));
}
