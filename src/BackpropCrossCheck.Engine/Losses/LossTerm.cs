using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Losses;

/// <summary>ℓ(y, t), the loss of one output before the reduction. Each is a class of its own with everything the product knows about
/// it.</summary>
public abstract record LossTerm
{
    /// <summary>Every loss. Fixtures, oracles and the diagnosis read this table.</summary>
    public static IReadOnlyList<LossTerm> All { get; } =
    [
        new HalfSquaredError(), new SquaredError(), new BinaryCrossEntropy(), new CategoricalCrossEntropy(),
        new AbsoluteError(), new Huber(), new LogCosh(), new Hinge(), new KullbackLeibler(),
    ];

    /// <summary>The name in fixtures and in the oracle protocol.</summary>
    public abstract string Name { get; }

    /// <summary>The loss of which this one is a multiple; the loss itself if there is none.</summary>
    public virtual LossTerm Family => this;

    /// <summary>The factor by which it is a multiple of <see cref="Family"/>.</summary>
    public virtual double Weight => 1;

    /// <summary>The parameter δ; null if the loss has none.</summary>
    public virtual double? Delta => null;

    /// <summary>A sentence that explains the functions in its formulas; null if none is needed.</summary>
    public virtual string? Legend => null;

    /// <summary>What a label must be, as the end of a sentence: "lies between 0 and 1"; null if any number will do.</summary>
    public virtual string? LabelDomain => null;

    /// <summary>The labels from which an exercise draws; null if the last activation decides.</summary>
    public virtual IReadOnlyList<double>? TypicalLabels => null;

    /// <summary>Whether an exercise gives each sample a single label of 1 and zeros otherwise.</summary>
    public virtual bool LabelsAreOneHot => false;

    /// <summary>The outputs for which ℓ is defined, in words.</summary>
    public virtual string Domain => "any number";

    /// <summary>Whether its formula has a minus in front: −Σ t ln y.</summary>
    public virtual bool IsWrittenNegated => false;

    /// <summary>The factor in front of its derivative's formula.</summary>
    public virtual int DerivativeFactor => 1;

    /// <summary>The loss of that name; null if there is none.</summary>
    /// <param name="name">A <see cref="Name"/>; upper and lower case differ.</param>
    public static LossTerm? Named(string name) => All.FirstOrDefault(term => term.Name == name);

    /// <summary>The <see cref="Name"/>, with δ if there is one: "huber(1)".</summary>
    public sealed override string ToString() => Delta is { } delta ? FormattableString.Invariant($"{Name}({delta})") : Name;

    /// <summary>The same loss with another parameter.</summary>
    /// <param name="delta">δ, above 0 and finite.</param>
    /// <exception cref="ArgumentException">The loss has no parameter, or <paramref name="delta"/> is not a positive number.</exception>
    public virtual LossTerm WithDelta(double delta)
        => throw new ArgumentException($"The loss {Name} takes no parameter delta.", nameof(delta));

    /// <summary>Whether a label is one that the loss allows.</summary>
    /// <param name="t">The label.</param>
    public virtual bool IsLabel(double t) => true;

    /// <summary>The outputs at which ∂ℓ/∂y jumps.</summary>
    /// <param name="t">The label.</param>
    public virtual IReadOnlyList<Kink> KinksAt(double t) => NoKinks.List;

    /// <summary>The outputs at which ℓ changes from one formula to another, in rising order.</summary>
    /// <param name="t">The label.</param>
    public virtual IReadOnlyList<double> Branches(double t) => [];

    /// <summary>The label for which ∂ℓ/∂y would be a given number; null if there is none, or more than one.</summary>
    /// <param name="y">The output.</param>
    /// <param name="derivative">∂ℓ/∂y.</param>
    public virtual double? LabelFor(double y, double derivative) => null;

    /// <summary>Whether ℓ is defined for an output.</summary>
    /// <param name="y">The output. NaN counts as defined, and gives NaN.</param>
    public virtual bool IsDefinedFor(double y) => true;

    /// <summary>ℓ(y, t).</summary>
    /// <param name="y">The output.</param>
    /// <param name="t">The label.</param>
    public abstract double Value(double y, double t);

    /// <summary>∂ℓ/∂y.</summary>
    /// <param name="y">The output.</param>
    /// <param name="t">The label.</param>
    public abstract double Derivative(double y, double t);

    /// <summary>Whether an output is so close to the end of a logarithm's domain that neither ℓ nor its derivatives can be
    /// determined.</summary>
    /// <param name="y">The output.</param>
    /// <param name="t">The label; a logarithm with the factor 0 does not count.</param>
    /// <param name="allowed">The distance to the end that counts as too close.</param>
    public virtual bool IsAtEnd(double y, double t, double allowed) => false;

    /// <summary>ρ(ℓ), without the relative rounding counted by <see cref="Roundings"/>.</summary>
    /// <param name="y">The output.</param>
    /// <param name="rhoY">ρ(y).</param>
    /// <param name="t">The label.</param>
    /// <param name="count">The number of terms in the sum.</param>
    /// <param name="format">The format whose rounding is meant.</param>
    public abstract double RoundingOfValue(double y, double rhoY, double t, double count, FormatRounding format);

    /// <summary>How many further units of relative rounding the sum of the terms has; 0 if each term counts its own.</summary>
    /// <param name="count">The number of terms in the sum.</param>
    public virtual double Roundings(double count) => 0;

    /// <summary>ρ(c·∂ℓ/∂y).</summary>
    /// <param name="y">The output.</param>
    /// <param name="rhoY">ρ(y).</param>
    /// <param name="t">The label.</param>
    /// <param name="c">The factor of the reduction.</param>
    /// <param name="format">The format whose rounding is meant.</param>
    public abstract double RoundingOfDerivative(double y, double rhoY, double t, double c, FormatRounding format);

    /// <summary>The formula of ℓ, or of −ℓ if it <see cref="IsWrittenNegated"/>, without its <see cref="Weight"/>.</summary>
    /// <typeparam name="T">A formula, or a part of one.</typeparam>
    /// <param name="write">Writes the parts.</param>
    /// <param name="y">The output.</param>
    /// <param name="t">The label.</param>
    public abstract T Formula<T>(IFormulaWriter<T> write, T y, T t);

    /// <summary>The terms of that formula for one label. A term whose factor is 0 is omitted.</summary>
    /// <typeparam name="T">A formula, or a part of one.</typeparam>
    /// <param name="write">Writes the parts.</param>
    /// <param name="y">The output.</param>
    /// <param name="t">The label.</param>
    /// <param name="label">The label's value.</param>
    public virtual IEnumerable<T> Formulas<T>(IFormulaWriter<T> write, T y, T t, double label) => [Formula(write, y, t)];

    /// <summary>The formula of ∂ℓ/∂y, without its <see cref="DerivativeFactor"/>.</summary>
    /// <typeparam name="T">A formula, or a part of one.</typeparam>
    /// <param name="write">Writes the parts.</param>
    /// <param name="y">The output.</param>
    /// <param name="t">The label.</param>
    /// <param name="label">The label's value, which may shorten the formula; null for the general formula.</param>
    public abstract T DerivativeFormula<T>(IFormulaWriter<T> write, T y, T t, double? label);
}
