using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.NUnit.Actual;
using BackpropCrossCheck.Text;
using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace BackpropCrossCheck.NUnit;

/// <summary>Compares a value under test with what the engine calculates for a fixture: every number, within the rounding that its precision
/// allows.</summary>
/// <remarks>
/// <para>Gradients and updated parameters are given as <c>(weights, biases)</c>, two collections with an item for each layer, input side
/// first; or as one collection of pairs <c>(weights, bias)</c>. Pre-activations, outputs and deltas are one collection with an item for
/// each layer. A loss is a number.</para>
/// <para>An item is <c>double[,]</c> or <c>float[,]</c>, rows of numbers (<c>double[][]</c> or any nested collection), or all its numbers
/// row by row in one collection. Weights are K×M, a row for each unit. A bias has K numbers, or is null if the layer has none. The others
/// are N×K, a row for each sample.</para>
/// <para>A value of another shape, or with missing numbers, throws an <see cref="ArgumentException"/>, after <c>Is.Not</c> as well. If a
/// number can be called neither right nor wrong, the test fails with an <see cref="AssertionException"/> that says why, also after
/// <c>Is.Not</c>.</para>
/// </remarks>
public sealed class CalculationConstraint : Constraint
{
    private readonly Fixture _fixture;
    private readonly Quantity _quantity;
    private NumberPrecision? _precision;
    private Loss? _loss;
    private Fixtures.Tolerance? _tolerance;
    private bool _withoutBiases;
    private bool _allowUndecidable;
    private bool _strict;

    internal CalculationConstraint(Fixture fixture, Quantity quantity)
        : base(fixture)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        if (quantity.IsAfterTraining && fixture.Training is null)
        {
            throw new ArgumentException(
                $"The fixture \"{fixture.Name}\" has no training, so nothing in it is updated. Give it the field \"training\".",
                nameof(fixture));
        }

        _fixture = quantity.IsOptional ? fixture with { HasOptional = true } : fixture;
        _quantity = quantity;
    }

    /// <inheritdoc/>
    public override string DisplayName => $"{ContractWords.Of(_quantity)}-of";

    /// <inheritdoc/>
    public override string Description => $"{ContractWords.Of(_quantity)} of \"{PrintableText.Of(_fixture.Name)}\"";

    /// <summary>Compares the weights only, not the biases.</summary>
    public CalculationConstraint WithoutBiases
    {
        get
        {
            _withoutBiases = true;
            return this;
        }
    }

    /// <summary>Lets numbers pass that can be called neither right nor wrong.</summary>
    public CalculationConstraint AllowUndecidable
    {
        get
        {
            _allowUndecidable = true;
            return this;
        }
    }

    /// <summary>Refuses numbers that have lost their digits, even if rounding explains them: a derivative of tanh that is 0 at 20, since it
    /// was calculated as 1 − z².</summary>
    public CalculationConstraint Strict
    {
        get
        {
            _strict = true;
            return this;
        }
    }

    /// <summary>States the loss convention of the value. By default it is the fixture's.</summary>
    /// <param name="loss">A convention of the same family as the fixture's.</param>
    /// <exception cref="ArgumentException">No factor converts one convention to the other.</exception>
    public CalculationConstraint In(Loss loss)
    {
        if (!loss.IsSameFamily(_fixture.Loss))
        {
            throw new ArgumentException(
                $"The numbers of \"{_fixture.Name}\" are those of {_fixture.Loss.Term.Name} and cannot be stated as {loss.Term.Name}: no "
                    + "factor leads from one to the other.",
                nameof(loss));
        }

        _loss = loss;
        return this;
    }

    /// <summary>States how precise the value is. The default is float32 if it contains a float, otherwise float64.</summary>
    /// <param name="precision">The format in which it was calculated, or the digits to which it was rounded.</param>
    public CalculationConstraint WithPrecision(NumberPrecision precision)
    {
        ArgumentNullException.ThrowIfNull(precision);
        _precision = precision;
        return this;
    }

    /// <summary>Replaces the rounding analysis by a fixed rule: |x − y| ≤ absolute + relative·|y|.</summary>
    /// <param name="absolute">At least 0 and finite.</param>
    /// <param name="relative">At least 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative or not finite.</exception>
    public CalculationConstraint Within(double absolute, double relative)
    {
        _tolerance = new Fixtures.Tolerance(absolute, relative);
        return this;
    }

    /// <inheritdoc/>
    public override ConstraintResult ApplyTo<TActual>(TActual actual)
    {
        var given = ActualNumbers.Read(_fixture.Layout, _quantity, actual, !_withoutBiases);
        var result = new IndependentResult(
            "actual", ResultKind.Recorded, _precision ?? given.Precision, _loss ?? _fixture.Loss, given.Numbers);
        ResultComparison comparison = ResultComparer.Compare(
            new Reference(_fixture, new BackpropagationEngine()), result, tolerance: _tolerance, strict: _strict);
        var text = new ComparisonText(_fixture, comparison, given.Transposed);
        bool undecidable = given.Transposed.Count == 0 && comparison.Verdict == Verdict.Inconclusive;
        return undecidable && !_allowUndecidable
            ? throw new AssertionException(text.OfUndecidable(Description))
            : new CalculationResult(this, actual, given.Transposed.Count == 0 && comparison.Verdict != Verdict.Fail, text);
    }

    /// <inheritdoc/>
    protected override string GetStringRepresentation() => $"<{DisplayName} {PrintableText.Of(_fixture.Name)}>";
}
