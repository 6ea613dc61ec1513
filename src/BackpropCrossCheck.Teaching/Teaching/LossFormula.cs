using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>A loss and its derivative, with symbols and with numbers.</summary>
/// <param name="context">The calculation.</param>
internal sealed class LossFormula(TraceContext context)
{
    private readonly Loss _loss = context.State.Loss;
    private readonly LossTerm _term = context.State.Loss.Term;
    private readonly int _units = context.State.Network.Outputs;
    private readonly FormulaWriter _write = FormulaWriter.Instance;

    /// <summary>The divisor that represents a weight of ½.</summary>
    private int WeightDivisor => (int)(1 / _term.Weight);

    /// <summary>E = c Σ ℓ with symbols.</summary>
    public Formula Rule()
    {
        Formula.Symbol y = context.Notation.AnyUnit("y", -1, "k") with { Above = null };
        Formula.Symbol t = context.Notation.AnyLabel("k");
        Formula sum = new Formula.Symbol("Σ", context.State.Samples == 1 ? "k" : "n,k");
        Formula term = _term.Formula(_write, y, t);
        Formula all = Scaled(
            WeightDivisor, Formula.Of(sum, Formula.Space, FormulaWriter.IsSum(term) ? new Formula.Bracket("[", term, "]") : term));
        return Formula.Of(new Formula.Symbol("E"), new Formula.Sign("="), _term.IsWrittenNegated ? new Formula.Negative(all) : all);
    }

    /// <summary>E with the numbers filled in.</summary>
    public Formula Value()
    {
        int count = context.State.Samples * _units;
        Formula sum = _term.IsWrittenNegated
            ? Terms([.. Enumerable.Range(0, Math.Min(count, context.Cut.Terms)).SelectMany(TermsOf)], count)
            : context.Sum(count, i => (false, TermsOf(i).Single()));
        return Divisor() * WeightDivisor == 1 ? sum : Scaled(WeightDivisor, new Formula.Bracket("[", sum, "]"));
    }

    /// <summary>∂E/∂y, or δ for a fused cross-entropy, with symbols.</summary>
    /// <param name="y">The output.</param>
    /// <param name="t">The label.</param>
    public Formula DerivativeRule(Formula y, Formula t)
    {
        if (context.State.IsFused)
        {
            return Signed(1, SumsLabels()
                ? Formula.Of(
                    y, Formula.Space, new Formula.Symbol("Σ", "j"), Formula.Space, context.Notation.AnyLabel("j"), new Formula.Sign("−"), t)
                : _write.Difference(y, t));
        }

        return Signed(_term.DerivativeFactor, _term.DerivativeFormula(_write, y, t, null));
    }

    /// <summary>∂E/∂y of one output, or its δ for a fused cross-entropy, with the numbers filled in.</summary>
    /// <param name="index">The index of the output, from 0, sample by sample.</param>
    public Formula Derivative(int index)
    {
        Formula.Number y = Output(index);
        Formula.Number t = Label(index);
        if (context.State.IsFused)
        {
            return Signed(1, SumsLabels()
                ? _write.Difference(Formula.Product(y, NumberText.Derived(LabelSum(index))), t)
                : _write.Difference(y, t));
        }

        Formula derivative = _term.DerivativeFormula(_write, y, t, context.State.Fixture.Batch.Labels[index]);
        return derivative is Formula.Number { Digits: "0" } ? derivative : Signed(_term.DerivativeFactor, derivative);
    }

    private IEnumerable<Formula> TermsOf(int index)
        => _term.Formulas<Formula>(
            _write, Output(index), Label(index), context.State.Fixture.Batch.Labels[index]);

    private Formula Terms(Formula[] terms, int count)
    {
        Formula sum = (context with { Cut = Cut.Nothing }).Sum(terms.Length, i => (true, terms[i]));
        return terms.Length == 0 ? new Formula.Number("0")
            : count > context.Cut.Terms ? Formula.Of(sum, new Formula.Sign("−"), new Formula.Omitted(count - context.Cut.Terms))
            : sum;
    }

    /// <summary>weight·c times a derivative; times its opposite for the delta rule.</summary>
    private Formula Signed(int weight, Formula derivative)
        => Factor(weight, context.IsDeltaRule ? FormulaWriter.Opposite(derivative) : derivative);

    /// <summary>weight·c times something.</summary>
    private Formula Factor(int weight, Formula inner)
    {
        int divisor = Divisor();
        Formula enclosed = inner is Formula.Fraction or Formula.Negative ? inner : Formula.Parenthesis(inner);
        return (weight, divisor) switch
        {
            (1, 1) => inner,
            (_, 1) => Formula.Of(new Formula.Number(Invariant($"{weight}")), Formula.Space, enclosed),
            _ => Formula.Of(
                new Formula.Fraction(new Formula.Number(Invariant($"{weight}")), new Formula.Number(Invariant($"{divisor}"))),
                Formula.Space,
                inner is Formula.Fraction ? inner : Formula.Parenthesis(inner)),
        };
    }

    /// <summary>c/divisor times something.</summary>
    private Formula Scaled(int divisor, Formula inner)
    {
        int all = Divisor() * divisor;
        return all == 1
            ? inner
            : Formula.Of(new Formula.Fraction(new Formula.Number("1"), new Formula.Number(Invariant($"{all}"))), Formula.Space, inner);
    }

    private int Divisor() => _loss.Reduction switch
    {
        Reduction.MeanOverSamples => context.State.Samples,
        Reduction.MeanOverOutputs => _units,
        Reduction.MeanOverElements => context.State.Samples * _units,
        Reduction.Sum => 1,
    };

    /// <summary>Whether y in a fused δ is multiplied by a sum of labels other than 1.</summary>
    private bool SumsLabels() => _term is CrossEntropy { SumsLabels: true } && !LabelsSumToOne();

    private bool LabelsSumToOne()
        => Enumerable.Range(0, context.State.Samples).Select(n => LabelSum(n * _units) - 1)
            .All(excess => DecimalRounding.IsExact(excess, 0) && Math.Abs(excess) < 0.5);

    /// <summary>Σt of the sample that an output belongs to.</summary>
    private double LabelSum(int index)
        => ((CrossEntropy)_term).LabelSum(context.State.Fixture.Batch.Labels.Slice(index / _units * _units, _units));

    private Formula.Number Output(int index) => context.Calculation.Operand(Quantity.Output, context.State.Last, index);

    private Formula.Number Label(int index) => NumberText.Given(context.State.Fixture.Batch.Labels[index]);
}
