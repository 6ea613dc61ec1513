using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>A way to do the calculation.</summary>
internal record Variation
{
    /// <summary>The equations as they are written, each from the results before it.</summary>
    public static Variation Correct { get; } = new() { Steps = new WrittenSteps(fromOutputs: false) };

    /// <summary>How each step is calculated.</summary>
    public CalculationSteps Steps { get; init; } = CalculationSteps.Correct;

    /// <summary>What happens to each result before it is used further.</summary>
    public ResultForm Form { get; init; } = ResultForm.Exact;

    /// <summary>Returns the fixture with other weights, labels or activations; null if they are the fixture's.</summary>
    public Func<Fixture, Fixture>? Change { get; init; }

    /// <summary>The convention of loss, deltas and gradients, if it is another; otherwise null.</summary>
    public Loss? Convention { get; init; }
}
