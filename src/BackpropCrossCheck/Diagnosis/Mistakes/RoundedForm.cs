using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Rounds or cuts off every intermediate result before it is used further.</summary>
/// <param name="decimals">How many decimals are kept.</param>
/// <param name="mode">Half up, half even, or towards zero.</param>
/// <param name="factors">Whether h'(a) and ∂L/∂z are written down too, and so rounded.</param>
/// <param name="results">Whether the final results are rounded too: losses, gradients and new parameters.</param>
/// <param name="unitRoundoff">The unit roundoff of the program's own format.</param>
internal sealed class RoundedForm(int decimals, MidpointRounding mode, bool factors, bool results, double unitRoundoff) : ResultForm
{
    /// <summary>How many of the program's own roundings may carry a result over a tie or over a whole unit: 0.285 is not a binary
    /// fraction.</summary>
    private const double Roundings = 64;
    private const double ShareOfUnit = 1e-4;

    private readonly double _power = Math.Pow(10, decimals);

    /// <inheritdoc/>
    public override double[] Of(Step step, double[] values) => IsRounded(step.Quantity) ? Array.ConvertAll(values, Rounded) : values;

    /// <summary>The rounded results. At a tie, and for cut-off numbers at a whole unit, the candidate that is closer to the other side's
    /// number.</summary>
    /// <param name="quantity">Their quantity.</param>
    /// <param name="values">The results.</param>
    /// <param name="given">The other side's numbers.</param>
    public double[] Toward(Quantity quantity, double[] values, double[] given)
        => IsRounded(quantity) ? [.. values.Select((value, i) => Toward(value, given[i]))] : values;

    /// <summary>Whether the numbers may have been rounded in this way: a rounded result has no more decimals.</summary>
    /// <param name="quantity">Their quantity.</param>
    /// <param name="given">The numbers.</param>
    public bool MayHaveGiven(Quantity quantity, IEnumerable<double> given)
        => !IsRounded(quantity)
            || given.All(value => Math.Abs(value - Rounded(value + (value < 0 ? -Doubt(value) : Doubt(value)))) <= Doubt(value));

    private bool IsRounded(Quantity quantity) => quantity.IsFactor ? factors : quantity.IsIntermediate || results;

    private double Toward(double value, double given)
    {
        double doubt = Doubt(value);
        double above = Rounded(value + doubt);
        double below = Rounded(value - doubt);
        return Math.Abs(above - given) < Math.Abs(below - given) ? above : below;
    }

    private double Doubt(double value) => (ShareOfUnit / _power) + (Roundings * unitRoundoff * Math.Max(1, Math.Abs(value)));

    /// <summary>A result within a billionth of a unit of a whole unit or a tie counts as being there.</summary>
    private double Rounded(double value)
    {
        double scaled = value * _power;
        if (!double.IsFinite(scaled) || Math.Abs(scaled) > 1e15)
        {
            return value;
        }

        double halves = Math.Round(2 * scaled);
        double exact = Math.Abs((2 * scaled) - halves) <= 1e-9 * Math.Max(1, Math.Abs(scaled)) ? halves / 2 : scaled;
        return Math.Round(exact, mode) / _power;
    }
}
