namespace BackpropCrossCheck.Engine;

/// <summary>A cross-entropy was asked of an output for which it is not defined: below 0, or for the binary one above 1.</summary>
public sealed class UndefinedLossException : ArithmeticException
{
    /// <summary>The exception for one output.</summary>
    /// <param name="kind">The loss.</param>
    /// <param name="sample">The sample, from 0.</param>
    /// <param name="output">The output, from 0.</param>
    /// <param name="value">y.</param>
    public UndefinedLossException(LossKind kind, int sample, int output, double value)
        : base(FormattableString.Invariant($"{kind} is not defined for output {output + 1} of sample {sample + 1}, which is {value}."))
    {
        Kind = kind;
        Sample = sample;
        Output = output;
        Value = value;
    }

    /// <summary>The loss.</summary>
    public LossKind Kind { get; }

    /// <summary>The sample, from 0.</summary>
    public int Sample { get; }

    /// <summary>The output, from 0.</summary>
    public int Output { get; }

    /// <summary>y.</summary>
    public double Value { get; }
}
