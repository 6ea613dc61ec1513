using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Losses;

/// <summary>ℓ(y, t), the loss of one output before the reduction. Each is a class that holds all that is known of it.</summary>
public abstract record LossTerm
{
    /// <summary>Every loss: the table that fixtures, oracles and diagnosis read.</summary>
    public static IReadOnlyList<LossTerm> All { get; } =
        [new HalfSquaredError(), new SquaredError(), new BinaryCrossEntropy(), new CategoricalCrossEntropy()];

    /// <summary>The name in fixtures and in the oracle protocol.</summary>
    public abstract string Name { get; }

    /// <summary>The loss that this one is a multiple of; itself if there is none.</summary>
    public virtual LossTerm Family => this;

    /// <summary>How many times <see cref="Family"/> it is.</summary>
    public virtual double Weight => 1;

    /// <summary>Whether labels must lie between 0 and 1.</summary>
    public virtual bool LabelsAreProbabilities => false;

    /// <summary>The labels that an exercise draws from; null if the last activation decides.</summary>
    public virtual IReadOnlyList<double>? TypicalLabels => null;

    /// <summary>Whether an exercise gives each sample one label of 1 among zeros.</summary>
    public virtual bool LabelsAreOneHot => false;

    /// <summary>The outputs for which ℓ is defined, in words.</summary>
    public virtual string Domain => "any number";

    /// <summary>Whether its formula stands behind a minus: −Σ t ln y.</summary>
    public virtual bool IsWrittenNegated => false;

    /// <summary>The factor before its derivative's formula.</summary>
    public virtual int DerivativeFactor => 1;

    /// <summary>The loss of that name; null if there is none.</summary>
    /// <param name="name">A <see cref="Name"/>; upper and lower case differ.</param>
    public static LossTerm? Named(string name) => All.FirstOrDefault(term => term.Name == name);

    /// <summary>The <see cref="Name"/>.</summary>
    public sealed override string ToString() => Name;

    /// <summary>Whether ℓ is defined for an output.</summary>
    /// <param name="y">The output. NaN counts as defined: it gives NaN.</param>
    public virtual bool IsDefinedFor(double y) => true;

    /// <summary>ℓ(y, t).</summary>
    /// <param name="y">The output.</param>
    /// <param name="t">The label.</param>
    public abstract double Value(double y, double t);

    /// <summary>∂ℓ/∂y.</summary>
    /// <param name="y">The output.</param>
    /// <param name="t">The label.</param>
    public abstract double Derivative(double y, double t);

    /// <summary>Whether an output stands at the end of a logarithm, so that neither ℓ nor its derivatives can be told.</summary>
    /// <param name="y">The output.</param>
    /// <param name="t">The label; a logarithm with the factor 0 counts for nothing.</param>
    /// <param name="allowed">How near to the end is too near.</param>
    public virtual bool IsAtEnd(double y, double t, double allowed) => false;

    /// <summary>ρ(ℓ), without the relative rounding of <see cref="Roundings"/>.</summary>
    /// <param name="y">The output.</param>
    /// <param name="rhoY">ρ(y).</param>
    /// <param name="t">The label.</param>
    /// <param name="count">The number of terms that are summed.</param>
    /// <param name="format">The format that rounds.</param>
    public abstract double RoundingOfValue(double y, double rhoY, double t, double count, FormatRounding format);

    /// <summary>How many units of relative rounding the sum of the terms has besides; 0 if each term counts them itself.</summary>
    /// <param name="count">The number of terms that are summed.</param>
    public virtual double Roundings(double count) => 0;

    /// <summary>ρ(c·∂ℓ/∂y).</summary>
    /// <param name="y">The output.</param>
    /// <param name="rhoY">ρ(y).</param>
    /// <param name="t">The label.</param>
    /// <param name="c">The factor of the reduction.</param>
    /// <param name="format">The format that rounds.</param>
    public abstract double RoundingOfDerivative(double y, double rhoY, double t, double c, FormatRounding format);

    /// <summary>The formula of ℓ, or of −ℓ if it <see cref="IsWrittenNegated"/>, without its <see cref="Weight"/>.</summary>
    /// <typeparam name="T">A formula, or a part of one.</typeparam>
    /// <param name="write">Writes the parts.</param>
    /// <param name="y">The output.</param>
    /// <param name="t">The label.</param>
    public abstract T Formula<T>(IFormulaWriter<T> write, T y, T t);

    /// <summary>The terms of that formula for one label; a term whose factor is 0 is left out.</summary>
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
    /// <param name="label">The label's value, which may make the formula shorter; null if it stands for any.</param>
    public abstract T DerivativeFormula<T>(IFormulaWriter<T> write, T y, T t, double? label);
}
