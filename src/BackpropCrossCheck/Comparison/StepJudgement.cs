using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>A step of the other side's, judged from its own earlier numbers, in its own convention.</summary>
/// <param name="Step">The step.</param>
/// <param name="Expected">What follows; NaN where an operand is missing.</param>
/// <param name="Allowed">The largest |own − expected| that follows.</param>
/// <param name="Verdicts">The verdicts; a number that is not given has no operands.</param>
internal sealed record StepJudgement(Step Step, double[] Expected, double[] Allowed, StepVerdict[] Verdicts)
{
    /// <summary>What the numbers should follow from, in words; null for the operands of the step.</summary>
    public string? From { get; init; }

    /// <summary>Whether the numbers are judged from each other, not from operands: all of them may be 0 together.</summary>
    public bool IsOfEachOther { get; init; }

    /// <summary>How many rows of a large gradient were judged from each other; null if all were.</summary>
    public int? Rows { get; init; }

    /// <summary>A gradient that is too large to be judged from itself. It has no numbers here.</summary>
    /// <param name="step">The gradient.</param>
    public static StepJudgement TooLarge(Step step) => new(step, [], [], []) { Rows = 0 };

    /// <summary>Whether no number could be judged.</summary>
    public bool IsOpen => Array.TrueForAll(Verdicts, verdict => verdict == StepVerdict.NoOperands);

    /// <summary>Whether a step has no judgement, or one in which no number could be judged.</summary>
    /// <param name="judged">The judgements, by the step's index.</param>
    /// <param name="step">The step.</param>
    public static bool IsOpenIn(Dictionary<int, StepJudgement> judged, Step step)
        => !judged.TryGetValue(step.Index, out StepJudgement? judgement) || judgement.IsOpen;

    /// <summary>Whether a number follows and the rule could have told: what is allowed is smaller than the largest number of the
    /// step.</summary>
    /// <param name="index">The row-major index.</param>
    public bool Tells(int index) => Verdicts[index] == StepVerdict.Follows && Allowed[index] < Largest;

    /// <summary>Which numbers follow by a formula that loses digits only; null where none does.</summary>
    public bool[]? Careless { get; init; }

    /// <summary>The largest finite |expected|.</summary>
    private double Largest { get; } = LargestOf(Expected);

    private static double LargestOf(double[] values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = double.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        }

        return largest;
    }
}
