using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>One mistake at one place, as a calculation that makes it.</summary>
internal sealed record Suspicion
{
    /// <summary>The mistake.</summary>
    public required Mistake Mistake { get; init; }

    /// <summary>The layer with the mistake, from 0; null if it is everywhere.</summary>
    public int? Layer { get; init; }

    /// <summary>Its parameter, or null.</summary>
    public FindingArgument? Argument { get; init; }

    /// <summary>How each step is calculated.</summary>
    public CalculationSteps Steps { get; init; } = CalculationSteps.Correct;

    /// <summary>What happens to each result before it is used further.</summary>
    public ResultForm Form { get; init; } = ResultForm.Exact;

    /// <summary>The first result that may differ from the correct calculation, and its layer, from 0. Everything before it is
    /// unaffected.</summary>
    public required (Quantity Quantity, int Layer) First { get; init; }

    /// <summary>Returns the fixture with the mistake's changes; null if it changes nothing there.</summary>
    public Func<Fixture, Fixture>? Change { get; init; }

    /// <summary>The convention of loss, deltas and gradients, if that is the mistake; otherwise null.</summary>
    public Loss? Convention { get; init; }

    /// <summary>The format of the calculation, if that is the mistake; otherwise null.</summary>
    public FloatFormat? Format { get; init; }

    /// <summary>Creates the same mistake with another value of the parameter that was fitted to the numbers; null if none was
    /// fitted.</summary>
    public Func<double, Suspicion>? WithParameter { get; init; }

    /// <summary>The fitted value.</summary>
    public double Parameter { get; init; }

    /// <summary>True if a parameter was fitted to the numbers.</summary>
    public bool IsFitted => WithParameter is not null;
}
