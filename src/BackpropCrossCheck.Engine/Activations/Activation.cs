using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>The activation function h of a layer, z = h(a). Each is a class of its own with everything the product knows about
/// it.</summary>
/// <remarks>Errors are at most 4 units in the last place; at the roots of the derivatives of swish and gelu, of the larger of two terms
/// (measured against 50 digits, AccuracyTest). Results are finite wherever a and the true value are. An infinite a, or an overflow, gives
/// the limit or NaN.</remarks>
public abstract record Activation
{
    /// <summary>Every activation, with its default parameter. Fixtures, oracles and the diagnosis read this table.</summary>
    public static IReadOnlyList<Activation> All { get; } =
    [
        new Linear(), new Tanh(), new Sigmoid(), new Relu(), new LeakyRelu(), new Elu(),
        new Softplus(), new Softsign(), new Swish(), new Gelu(), new Softmax(),
        new Selu(), new GeluTanh(), new Relu6(), new HardSigmoid(), new Mish(), new BipolarSigmoid(), new LecunTanh(),
    ];

    /// <summary>The name in fixtures and in the oracle protocol.</summary>
    public abstract string Name { get; }

    /// <summary>Names used elsewhere. A reader suggests the right name for them instead of calling them unknown.</summary>
    public virtual IReadOnlyList<string> OtherNames => [];

    /// <summary>The name of h in a formula.</summary>
    public virtual string Symbol => Name;

    /// <summary>A sentence that explains the functions in its formulas; null if none is needed.</summary>
    public virtual string? Legend => null;

    /// <summary>The parameter α; null if the function has none.</summary>
    public virtual double? Alpha => null;

    /// <summary>The meaning of α, in a word; empty if the function has none.</summary>
    public virtual string MeaningOfAlpha => string.Empty;

    /// <summary>Suitable labels for an exercise whose last activation this is.</summary>
    public virtual IReadOnlyList<double> TypicalLabels => [0.5, 1, 1.5, 2];

    /// <summary>The activation of that name, with its default parameter; null if there is none.</summary>
    /// <param name="name">A <see cref="Name"/>; upper and lower case differ.</param>
    public static Activation? Named(string name) => All.FirstOrDefault(activation => activation.Name == name);

    /// <summary>The <see cref="Name"/>, with α if there is one: "elu(1)".</summary>
    public sealed override string ToString() => Alpha is { } alpha ? FormattableString.Invariant($"{Name}({alpha})") : Name;

    /// <summary>The same function with another parameter.</summary>
    /// <param name="alpha">α, finite.</param>
    /// <exception cref="ArgumentException">The function has no parameter, or <paramref name="alpha"/> is not finite.</exception>
    public virtual Activation WithAlpha(double alpha)
        => throw new ArgumentException($"The activation {Name} takes no parameter alpha.", nameof(alpha));

    /// <summary>z = h(a) for a layer.</summary>
    /// <param name="preActivations">a, N×K, row-major.</param>
    /// <param name="outputs">z, N×K, row-major; overwritten.</param>
    /// <param name="units">K; softmax normalises over the units of each row.</param>
    /// <exception cref="ArgumentException">A length contradicts the shape, or <paramref name="outputs"/> overlaps the operand.</exception>
    public void Apply(ReadOnlySpan<double> preActivations, Span<double> outputs, int units)
    {
        Guard.Rows(preActivations.Length, units, nameof(preActivations));
        Guard.Result(outputs, preActivations, preActivations, nameof(outputs));
        ApplyChecked(preActivations, outputs, units);
    }

    /// <summary>δ = ∂L/∂a from s = ∂L/∂z: δ = h'(a)·s. In the paper, h'(a) is the factor ḣ(a) of equation (3).</summary>
    /// <param name="preActivations">a, N×K, row-major.</param>
    /// <param name="outputs">z = h(a), N×K, row-major.</param>
    /// <param name="outputGradients">s = ∂L/∂z, N×K, row-major.</param>
    /// <param name="deltas">δ, N×K, row-major; overwritten.</param>
    /// <param name="units">K.</param>
    /// <exception cref="ArgumentException">A length contradicts the shape, or <paramref name="deltas"/> overlaps an operand.</exception>
    public void Backpropagate(
        ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> outputs,
        ReadOnlySpan<double> outputGradients,
        Span<double> deltas,
        int units)
    {
        Guard.Rows(preActivations.Length, units, nameof(preActivations));
        Guard.SameLength(outputs, preActivations, nameof(outputs));
        Guard.SameLength(outputGradients, preActivations, nameof(outputGradients));
        Guard.Result(deltas, preActivations, outputs, nameof(deltas));
        Guard.Result(deltas, outputGradients, outputs, nameof(deltas));
        BackpropagateChecked(preActivations, outputs, outputGradients, deltas, units);
    }

    /// <summary>z = h(a) and h'(a) at once, if that costs less than one after the other. The bits are the same.</summary>
    /// <param name="preActivations">a, N×K, row-major.</param>
    /// <param name="outputs">z, N×K, row-major; overwritten if the result is true.</param>
    /// <param name="derivatives">h'(a), N×K, row-major; overwritten if the result is true.</param>
    /// <returns>False if nothing has been calculated.</returns>
    internal virtual bool TryApplyWithDerivative(
        ReadOnlySpan<double> preActivations, Span<double> outputs, Span<double> derivatives) => false;

    /// <summary>z = h(a), after the shapes have been checked.</summary>
    private protected abstract void ApplyChecked(ReadOnlySpan<double> preActivations, Span<double> outputs, int units);

    /// <summary>δ, after the shapes have been checked.</summary>
    private protected abstract void BackpropagateChecked(
        ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> outputs,
        ReadOnlySpan<double> outputGradients,
        Span<double> deltas,
        int units);
}
