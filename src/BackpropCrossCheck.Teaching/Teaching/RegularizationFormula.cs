using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>What a regularization adds to the loss and to the gradients, with symbols and with numbers. Without one, formulas stay as they
/// are.</summary>
/// <param name="context">The calculation.</param>
internal sealed class RegularizationFormula(TraceContext context)
{
    private const int MostDigits = 12;

    private static readonly Formula Plus = new Formula.Sign("+");

    private readonly Regularization _regularization = context.State.Regularization;

    /// <summary>"λ = 0.01, μ = 0.05, for the weights of all layers"; null if there is none.</summary>
    public string? Given()
    {
        string?[] strengths =
        [
            _regularization.L2 == 0 ? null : Invariant($"λ = {NumberText.Given(_regularization.L2).Digits}"),
            _regularization.L1 == 0 ? null : Invariant($"μ = {NumberText.Given(_regularization.L1).Digits}"),
        ];
        string of = _regularization.Biases ? "weights and biases" : "weights";
        return _regularization.IsNone ? null
            : $"The loss has a regularization of the {of} of all layers: {string.Join(", ", strengths.OfType<string>())}.";
    }

    /// <summary>Adds λ Σ w² + μ Σ |w| to the rule of the loss.</summary>
    /// <param name="data">The rule without it.</param>
    public Formula OfLoss(Formula data)
    {
        var parts = new List<Formula> { data };
        var w = new Formula.Symbol("w");
        var sum = new Formula.Symbol("Σ");
        if (_regularization.L2 != 0)
        {
            var squares = Formula.Of(
                new Formula.Symbol("λ"), Formula.Space, sum, Formula.Space, new Formula.Power(w, new Formula.Number("2")));
            parts.AddRange([Plus, _regularization.Half ? Formula.Of(new Formula.Number("0.5"), Formula.Space, squares) : squares]);
        }

        if (_regularization.L1 != 0)
        {
            parts.AddRange([Plus, new Formula.Symbol("μ"), Formula.Space, sum, Formula.Space, new Formula.Bracket("|", w, "|")]);
        }

        return Formula.Of([.. parts]);
    }

    /// <summary>Adds the sums with their numbers to the value of the loss.</summary>
    /// <param name="data">The value without them.</param>
    public Formula OfLossValue(Formula data)
    {
        var parts = new List<Formula> { data };
        Add(parts, _regularization.OfSquares, Sum(w => w * w));
        Add(parts, _regularization.L1, Sum(Math.Abs));
        return parts.Count == 1 ? data : Formula.Of([.. parts]);
    }

    /// <summary>Adds 2λw + μ sgn(w) to the rule of a gradient.</summary>
    /// <param name="data">The rule without it.</param>
    /// <param name="parameter">w.</param>
    /// <param name="isBias">Whether it is a bias, which may not be regularized.</param>
    public Formula OfGradient(Formula data, Formula.Symbol parameter, bool isBias)
    {
        var parts = new List<Formula> { data };
        if (_regularization.L2 != 0 && (!isBias || _regularization.Biases))
        {
            var decay = Formula.Of(new Formula.Symbol("λ"), Formula.Space, parameter);
            parts.AddRange([Plus, _regularization.Half ? decay : Formula.Of(new Formula.Number("2"), Formula.Space, decay)]);
        }

        if (_regularization.L1 != 0 && (!isBias || _regularization.Biases))
        {
            parts.AddRange([Plus, new Formula.Symbol("μ"), Formula.Space, Formula.Applied(new Formula.Name("sgn"), parameter)]);
        }

        return parts.Count == 1 ? data : Formula.Of([.. parts]);
    }

    /// <summary>Adds what the parameter contributes to the value of its gradient.</summary>
    /// <param name="data">The value without it.</param>
    /// <param name="parameter">The parameter as it is shown.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isBias">Whether it is a bias.</param>
    public Formula OfGradientValue(Formula data, Formula.Number parameter, double value, bool isBias)
    {
        if (_regularization.IsNone || (isBias && !_regularization.Biases))
        {
            return data;
        }

        var parts = new List<Formula> { data };
        if (_regularization.L2 != 0)
        {
            parts.AddRange([Plus, Formula.Product(NumberText.Derived(2 * _regularization.OfSquares), parameter)]);
        }

        if (_regularization.L1 != 0 && value != 0)
        {
            parts.AddRange([new Formula.Sign(value < 0 ? "−" : "+"), NumberText.Given(_regularization.L1)]);
        }

        return parts.Count == 1 ? data : Formula.Of([.. parts]);
    }

    private static void Add(List<Formula> parts, double strength, double sum)
    {
        if (strength != 0)
        {
            parts.AddRange([Plus, Formula.Product(NumberText.Derived(strength), Written(sum))]);
        }
    }

    /// <summary>A sum; one that has more digits than anybody wrote counts as rounded.</summary>
    private static Formula.Number Written(double sum)
    {
        Formula.Number number = NumberText.Derived(sum);
        return number.Digits.Length > MostDigits ? number with { IsRounded = true } : number;
    }

    private double Sum(Func<double, double> term)
    {
        double sum = 0;
        foreach (Layer layer in context.State.Network.Layers)
        {
            foreach (double weight in layer.Weights)
            {
                sum += term(weight);
            }

            foreach (double bias in _regularization.Biases ? layer.Bias[..layer.BiasParameters] : [])
            {
                sum += term(bias);
            }
        }

        return sum;
    }
}
