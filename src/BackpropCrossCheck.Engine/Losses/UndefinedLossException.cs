namespace BackpropCrossCheck.Engine.Losses;

/// <summary>A cross-entropy is not defined for this output: it is below 0, or above 1 for the binary one.</summary>
public sealed class UndefinedLossException : ArithmeticException
{
    /// <summary>The exception for one output.</summary>
    /// <param name="term">The loss.</param>
    /// <param name="sample">The sample, from 0.</param>
    /// <param name="output">The output, from 0.</param>
    /// <param name="value">y.</param>
    /// <param name="steps">How many steps of gradient descent had been done.</param>
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

    /// <summary>How many steps of gradient descent had been done; 0 for the network as given.</summary>
    public int Steps { get; }

    /// <summary>The same fault, for a network after steps of gradient descent.</summary>
    /// <param name="steps">How many steps had been done.</param>
    public UndefinedLossException After(int steps) => new(Term, Sample, Output, Value, steps);
}
