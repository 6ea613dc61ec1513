using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Comparison;

/// <summary>The parameter of a mistake.</summary>
public abstract record FindingArgument
{
    private FindingArgument()
    {
    }

    /// <summary>A factor, a learning rate, a count of decimals, the number of a sample.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Number(double Value) : FindingArgument;

    /// <summary>A name or a formula: "samples", "1 − z".</summary>
    /// <param name="Value">The words.</param>
    public sealed record Words(string Value) : FindingArgument;

    /// <summary>The activation that was used instead of the layer's own.</summary>
    /// <param name="Activation">The activation.</param>
    public sealed record Function(Activation Activation) : FindingArgument;
}
