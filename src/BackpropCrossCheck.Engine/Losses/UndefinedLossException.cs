namespace BackpropCrossCheck.Engine.Losses;

/// <summary>A cross-entropy was asked of an output for which it is not defined: below 0, or for the binary one above 1.</summary>
public sealed class UndefinedLossException : ArithmeticException
{
    /// <summary>The exception for one output.</summary>
    /// <param name="term">The loss.</param>
    /// <param name="sample">The sample, from 0.</param>
    /// <param name="output">The output, from 0.</param>
    /// <param name="value">y.</param>
    /// <param name="steps">The steps of gradient descent that had been done.</param>
    public UndefinedLossException(LossTerm term, int sample, int output, double value, int steps = 0)
        : base(FormattableString.Invariant($"{term?.Name} is not defined for output {output + 1} of sample {sample + 1}, which is {value}.")
            + (steps == 0 ? string.Empty : FormattableString.Invariant($" Steps of gradient descent before it: {steps}.")))
    {
        Term = term ?? throw new ArgumentNullException(nameof(term));
        Sample = sample;
        Output = output;
        Value = value;
        Steps = steps;
    }

    /// <summary>The loss.</summary>
    public LossTerm Term { get; }

    /// <summary>The sample, from 0.</summary>
    public int Sample { get; }

    /// <summary>The output, from 0.</summary>
    public int Output { get; }

    /// <summary>y.</summary>
    public double Value { get; }

    /// <summary>The steps of gradient descent that had been done, 0 for the network as it was given.</summary>
    public int Steps { get; }

    /// <summary>The same fault, of a network after steps of gradient descent.</summary>
    /// <param name="steps">The steps that had been done.</param>
    public UndefinedLossException After(int steps) => new(Term, Sample, Output, Value, steps);
}
