using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>A loss and its derivative, with symbols and with numbers.</summary>
/// <param name="context">The calculation.</param>
internal sealed class LossFormula(TraceContext context)
{
    private static readonly Formula One = new Formula.Number("1");

    private readonly Loss _loss = context.State.Loss;
    private readonly int _units = context.State.Network.Outputs;

    /// <summary>E = c Σ ℓ with symbols.</summary>
    public Formula Rule()
    {
        Formula.Symbol y = context.Notation.AnyUnit("y", -1, "k") with { Above = null };
        Formula.Symbol t = context.Notation.AnyLabel("k");
        Formula sum = new Formula.Symbol("Σ", context.State.Samples == 1 ? "k" : "n,k");
        Formula term = _loss.Kind switch
        {
            LossKind.HalfSquaredError or LossKind.SquaredError => Square(y, t),
            LossKind.BinaryCrossEntropy => new Formula.Bracket(
                "[",
                Formula.Of(
                    t, Formula.Space, Logarithm(y), new Formula.Sign("+"), Formula.Parenthesis(Formula.Of(One, Minus, t)), Formula.Space, Logarithm(Formula.Of(One, Minus, y))),
                "]"),
            _ => Formula.Of(t, Formula.Space, Logarithm(y)),
        };
        var all = Formula.Of(sum, Formula.Space, term);
        return Formula.Of(
            new Formula.Symbol("E"), new Formula.Sign("="), _loss.IsCrossEntropy ? new Formula.Negative(Scaled(1, all)) : Scaled(_loss.Kind == LossKind.HalfSquaredError ? 2 : 1, all));
    }

    /// <summary>E with the numbers put in.</summary>
    public Formula Value()
    {
        int count = context.State.Samples * _units;
        Formula sum = _loss.IsCrossEntropy
            ? Terms([.. Enumerable.Range(0, Math.Min(count, context.Cut.Terms)).SelectMany(Logarithms)], count)
            : context.Sum(count, i => (false, Square(new Formula.Number(Output(i)), Formula.Enclosed(Label(i)))));
        int weight = _loss.Kind == LossKind.HalfSquaredError ? 2 : 1;
        return Divisor() * weight == 1 ? sum : Scaled(weight, new Formula.Bracket("[", sum, "]"));
    }

    /// <summary>∂E/∂y, or for a fused cross-entropy δ, with symbols.</summary>
    /// <param name="y">The output.</param>
    /// <param name="t">The label.</param>
    public Formula DerivativeRule(Formula y, Formula t)
    {
        var difference = Formula.Of(y, Minus, t);
        if (context.State.IsFused)
        {
            return Factor(1, _loss.Kind == LossKind.CategoricalCrossEntropy && !LabelsSumToOne()
                ? Formula.Of(y, Formula.Space, new Formula.Symbol("Σ", "j"), Formula.Space, context.Notation.AnyLabel("j"), Minus, t)
                : difference);
        }

        return _loss.Kind switch
        {
            LossKind.HalfSquaredError => Factor(1, difference),
            LossKind.SquaredError => Factor(2, difference),
            LossKind.BinaryCrossEntropy => Factor(1, new Formula.Fraction(difference, Formula.Product(y, Formula.Of(One, Minus, y)))),
            _ => Factor(1, new Formula.Negative(new Formula.Fraction(t, y))),
        };
    }

    /// <summary>∂E/∂y of one output, or for a fused cross-entropy its δ, with the numbers put in.</summary>
    /// <param name="index">The output, from 0, sample by sample.</param>
    public Formula Derivative(int index)
    {
        string y = Output(index);
        double t = context.State.Fixture.Batch.Labels[index];
        var difference = Formula.Of(new Formula.Number(y), Minus, Formula.Enclosed(Label(index)));
        if (context.State.IsFused)
        {
            return Factor(1, _loss.Kind == LossKind.CategoricalCrossEntropy && !LabelsSumToOne()
                ? Formula.Of(Formula.Product(new Formula.Number(y), new Formula.Number(context.Calculation.Given(LabelSum(index)))), Minus, Formula.Enclosed(Label(index)))
                : difference);
        }

        return _loss.Kind switch
        {
            LossKind.HalfSquaredError => Factor(1, difference),
            LossKind.SquaredError => Factor(2, difference),
            LossKind.BinaryCrossEntropy when t == 0 => Factor(1, new Formula.Fraction(One, Formula.Of(One, Minus, new Formula.Number(y)))),
            LossKind.BinaryCrossEntropy when t == 1 => Factor(1, new Formula.Negative(new Formula.Fraction(One, new Formula.Number(y)))),
            LossKind.BinaryCrossEntropy => Factor(1, new Formula.Fraction(difference, Formula.Product(new Formula.Number(y), Formula.Of(One, Minus, new Formula.Number(y))))),
            _ => t == 0 ? new Formula.Number("0") : Factor(1, new Formula.Negative(new Formula.Fraction(new Formula.Number(Label(index)), new Formula.Number(y)))),
        };
    }

    private static Formula Minus => new Formula.Sign("−");

    private static Formula.Power Square(Formula y, Formula t) => new(Formula.Parenthesis(Formula.Of(y, Minus, t)), new Formula.Number("2"));

    private static Formula Logarithm(Formula of) => of is Formula.Row
        ? Formula.Applied(new Formula.Name("ln"), of)
        : Formula.Of(new Formula.Name("ln"), Formula.Space, of);

    /// <summary>−t ln y and −(1 − t) ln(1 − y); a term whose factor is 0 is 0 and left out.</summary>
    private IEnumerable<Formula> Logarithms(int index)
    {
        double t = context.State.Fixture.Batch.Labels[index];
        var y = new Formula.Number(Output(index));
        if (t != 0)
        {
            yield return t == 1 ? Logarithm(y) : Formula.Of(new Formula.Number(Label(index)), Formula.Space, Logarithm(y));
        }

        if (_loss.Kind == LossKind.BinaryCrossEntropy && t != 1)
        {
            Formula logarithm = Logarithm(Formula.Of(One, Minus, y));
            yield return t == 0 ? logarithm : Formula.Of(new Formula.Number(context.Calculation.Given(1 - t)), Formula.Space, logarithm);
        }
    }

    private Formula Terms(Formula[] terms, int count)
    {
        Formula sum = (context with { Cut = Cut.Nothing }).Sum(terms.Length, i => (true, terms[i]));
        return terms.Length == 0 ? new Formula.Number("0")
            : count > context.Cut.Terms ? Formula.Of(sum, Minus, new Formula.Omitted(count - context.Cut.Terms))
            : sum;
    }

    /// <summary>weight·c times something.</summary>
    private Formula Factor(int weight, Formula inner)
    {
        int divisor = Divisor();
        Formula enclosed = inner is Formula.Fraction or Formula.Negative ? inner : Formula.Parenthesis(inner);
        return (weight, divisor) switch
        {
            (1, 1) => inner,
            (_, 1) => Formula.Of(new Formula.Number(Invariant($"{weight}")), Formula.Space, enclosed),
            _ => Formula.Of(new Formula.Fraction(new Formula.Number(Invariant($"{weight}")), new Formula.Number(Invariant($"{divisor}"))), Formula.Space, inner is Formula.Fraction ? inner : Formula.Parenthesis(inner)),
        };
    }

    /// <summary>c/divisor times something.</summary>
    private Formula Scaled(int divisor, Formula inner)
    {
        int all = Divisor() * divisor;
        return all == 1 ? inner : Formula.Of(new Formula.Fraction(One, new Formula.Number(Invariant($"{all}"))), Formula.Space, inner);
    }

    private int Divisor() => _loss.Reduction switch
    {
        Reduction.MeanOverSamples => context.State.Samples,
        Reduction.MeanOverOutputs => _units,
        Reduction.MeanOverElements => context.State.Samples * _units,
        _ => 1,
    };

    private bool LabelsSumToOne()
        => Enumerable.Range(0, context.State.Samples).All(n => DecimalRounding.IsExact(LabelSum(n * _units) - 1, 0) && Math.Abs(LabelSum(n * _units) - 1) < 0.5);

    private double LabelSum(int index)
    {
        double sum = 0;
        foreach (double label in context.State.Fixture.Batch.Labels.Slice(index / _units * _units, _units))
        {
            sum += label;
        }

        return sum;
    }

    private string Output(int index) => context.Calculation.Text(CalculationStep.Output, context.State.Last, index);

    private string Label(int index) => context.Calculation.Given(context.State.Fixture.Batch.Labels[index]);
}
