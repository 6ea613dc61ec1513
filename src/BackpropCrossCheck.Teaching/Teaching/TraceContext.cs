using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>What every section of a worked calculation needs: the numbers, the letters, how much to show, and whether results are
/// blank.</summary>
/// <param name="Calculation">The numbers.</param>
/// <param name="Cut">How much to show.</param>
/// <param name="HasBlanks">True for an exercise: every result is left blank, and nothing shows how it is calculated.</param>
internal sealed record TraceContext(TracedCalculation Calculation, Cut Cut, bool HasBlanks)
{
    /// <summary>The results.</summary>
    public CalculationState State => Calculation.State;

    /// <summary>The letters.</summary>
    public Notation Notation { get; } = new(Calculation.State.Samples, Calculation.State.Last + 1);

    /// <summary>The same for another calculation.</summary>
    /// <param name="calculation">The numbers.</param>
    public TraceContext Of(TracedCalculation calculation) => new(calculation, Cut, HasBlanks);

    /// <summary>The layers.</summary>
    public IReadOnlyList<Layer> Layers => State.Network.Layers;

    /// <summary>Whether δ is −∂E/∂a.</summary>
    public bool IsDeltaRule => Calculation.Options.IsDeltaRule;

    /// <summary>∂E/∂ of something with the sign that the notation gives it.</summary>
    /// <param name="by">The parameter or the unit.</param>
    public Formula Gradient(Formula.Symbol by)
        => IsDeltaRule ? new Formula.Negative(Formula.Derivative(by)) : Formula.Derivative(by);

    /// <summary>∂E/∂z before a softmax; the delta rule has a letter for it, s = −∂E/∂z.</summary>
    /// <param name="z">The output.</param>
    public Formula OutputGradient(Formula.Symbol z) => IsDeltaRule ? z with { Letter = "s" } : Formula.Derivative(z);

    /// <summary>How many samples are shown.</summary>
    public int Samples => Math.Min(State.Samples, Cut.Samples);

    /// <summary>How many biases of a layer are shown.</summary>
    /// <param name="layer">The layer.</param>
    public int ShownBiases(Layer layer) => layer.SharesBias ? 1 : layer.HasBias ? Shown(layer.Units) : 0;

    /// <summary>How many units of a layer are shown.</summary>
    /// <param name="units">How many units there are.</param>
    public int Shown(int units) => Math.Min(units, Cut.Units);

    /// <summary>"symbol = expression ≈ result". An exercise has only room for the result.</summary>
    /// <param name="symbol">The quantity that is calculated.</param>
    /// <param name="expression">The expression with the numbers filled in.</param>
    /// <param name="quantity">Which result.</param>
    /// <param name="layer">The layer, from 0; −1 for the losses.</param>
    /// <param name="index">The index of the number in it.</param>
    /// <param name="sign">The sign between the symbol and the expression.</param>
    public Formula Line(Formula symbol, Formula expression, Quantity quantity, int layer, int index, string sign = "=")
        => HasBlanks ? Formula.Of(symbol, new Formula.Sign(sign), new Formula.Blank())
            : Formula.Of(symbol, new Formula.Sign(sign), expression, Calculation.Result(quantity, layer, index, expression.IsExact));

    /// <summary>A sum of products; only the first terms if there are many.</summary>
    /// <param name="count">The number of terms.</param>
    /// <param name="factors">The two factors of each.</param>
    public Formula Sum(int count, Func<int, (Formula.Number Left, Formula.Number Right)> factors)
        => Sum(count, i =>
        {
            (Formula.Number left, Formula.Number right) = factors(i);
            return (left.IsNegative, Formula.Product(left.Magnitude, right));
        });

    /// <summary>A sum of terms; only the first ones if there are many.</summary>
    /// <param name="count">The number of terms.</param>
    /// <param name="term">Each term, and whether it is subtracted.</param>
    public Formula Sum(int count, Func<int, (bool IsNegative, Formula Term)> term)
    {
        var parts = new List<Formula>();
        int shown = Math.Min(count, Cut.Terms);
        for (int i = 0; i < shown; i++)
        {
            (bool negative, Formula formula) = term(i);
            if (i > 0)
            {
                parts.Add(new Formula.Sign(negative ? "−" : "+"));
            }

            parts.Add(i == 0 && negative ? new Formula.Negative(formula) : formula);
        }

        if (shown < count)
        {
            parts.Add(new Formula.Sign("+"));
            parts.Add(new Formula.Omitted(count - shown));
        }

        return new Formula.Row(parts);
    }
}
