using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>One mistake at one place: the calculation of somebody who makes it.</summary>
internal sealed record Suspicion
{
    /// <summary>The mistake.</summary>
    public required Mistake Mistake { get; init; }

    /// <summary>The layer where it sits, from 0; null where it is everywhere.</summary>
    public int? Layer { get; init; }

    /// <summary>Its parameter, or null.</summary>
    public FindingArgument? Argument { get; init; }

    /// <summary>How each step is done.</summary>
    public CalculationSteps Steps { get; init; } = CalculationSteps.Correct;

    /// <summary>What becomes of each result before it is used further.</summary>
    public ResultForm Form { get; init; } = ResultForm.Exact;

    /// <summary>The first result that may be another one than in the correct calculation, and its layer, from 0; all before it is
    /// untouched.</summary>
    public required (Quantity Quantity, int Layer) First { get; init; }

    /// <summary>The fixture with what is changed in it, from the fixture as it is; null where nothing is.</summary>
    public Func<Fixture, Fixture>? Change { get; init; }

    /// <summary>The convention that loss, deltas and gradients are calculated in, where that is the mistake; else null.</summary>
    public Loss? Convention { get; init; }

    /// <summary>The format that the calculation was done in, where that is the mistake; else null.</summary>
    public FloatFormat? Format { get; init; }

    /// <summary>The same mistake with another value of the parameter that was fitted from the numbers; null where none was.</summary>
    public Func<double, Suspicion>? WithParameter { get; init; }

    /// <summary>The value that was fitted.</summary>
    public double Parameter { get; init; }

    /// <summary>True where a parameter was fitted from the numbers.</summary>
    public bool IsFitted => WithParameter is not null;
}
