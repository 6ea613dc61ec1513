using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>What every section of a worked calculation needs: the numbers, the letters, how much is shown, and whether results are
/// blanks.</summary>
/// <param name="Calculation">The numbers.</param>
/// <param name="Cut">How much is shown.</param>
/// <param name="HasBlanks">An exercise: the place of every result is left free, and nothing is said of how it is worked out.</param>
internal sealed record TraceContext(TracedCalculation Calculation, Cut Cut, bool HasBlanks)
{
    /// <summary>The results.</summary>
    public CalculationState State => Calculation.State;

    /// <summary>The letters.</summary>
    public Notation Notation { get; } = new(Calculation.State.Samples, Calculation.State.Last + 1);

    /// <summary>The layers.</summary>
    public IReadOnlyList<Layer> Layers => State.Network.Layers;

    /// <summary>The samples that are shown.</summary>
    public int Samples => Math.Min(State.Samples, Cut.Samples);

    /// <summary>The units of a layer that are shown.</summary>
    /// <param name="units">The units there are.</param>
    public int Shown(int units) => Math.Min(units, Cut.Units);

    /// <summary>"symbol = expression ≈ result"; an exercise has room for the result alone.</summary>
    /// <param name="symbol">What is worked out.</param>
    /// <param name="expression">How, with the numbers put in; null where the result says it all.</param>
    /// <param name="quantity">Which result.</param>
    /// <param name="layer">The layer, from 0; −1 for the losses.</param>
    /// <param name="index">The number in it.</param>
    /// <param name="sign">Between the symbol and what is worked out.</param>
    public Formula Line(Formula symbol, Formula? expression, Quantity quantity, int layer, int index, string sign = "=")
        => HasBlanks ? Formula.Of(symbol, new Formula.Sign(sign), new Formula.Blank())
            : expression is null ? Formula.Of(symbol, Calculation.Result(quantity, layer, index))
            : Formula.Of(symbol, new Formula.Sign(sign), expression, Calculation.Result(quantity, layer, index));

    /// <summary>A sum of products, the first terms where there are many.</summary>
    /// <param name="count">The number of terms.</param>
    /// <param name="factors">The two factors of each.</param>
    public Formula Sum(int count, Func<int, (string Left, string Right)> factors)
        => Sum(count, i =>
        {
            (string left, string right) = factors(i);
            bool negative = left.StartsWith('-');
            return (negative, Formula.Product(new Formula.Number(negative ? left[1..] : left), new Formula.Number(right)));
        });

    /// <summary>A sum of terms, the first ones where there are many.</summary>
    /// <param name="count">The number of terms.</param>
    /// <param name="term">Each term, and whether it is taken away.</param>
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
