using BackpropCrossCheck.Calculation;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Every intermediate result is rounded or cut off before it is used further.</summary>
/// <param name="decimals">After how many decimals.</param>
/// <param name="mode">Half up, half even, or towards zero.</param>
/// <param name="factors">Whether h'(a) and ∂L/∂z are written down, and rounded, too.</param>
/// <param name="results">Whether the losses, the gradients and the new parameters are rounded, from which nothing more is worked out.</param>
internal sealed class RoundedForm(int decimals, MidpointRounding mode, bool factors, bool results) : ResultForm
{
    /// <summary>The share of a unit by which a program's own rounding may carry a result over a tie, or over a whole unit: 0.285 is no binary fraction.</summary>
    private const double Doubt = 1e-4;

    private readonly double _power = Math.Pow(10, decimals);

    /// <inheritdoc/>
    public override double[] Of(CalculationStep step, int layer, double[] values) => IsRounded(step) ? Array.ConvertAll(values, Rounded) : values;

    /// <summary>The rounded results; at a tie, and for cut-off numbers at a whole unit, the one of the two that is nearer to the other side's.</summary>
    /// <param name="step">What the results are.</param>
    /// <param name="values">The results.</param>
    /// <param name="given">The other side's.</param>
    public double[] Toward(CalculationStep step, double[] values, double[] given)
        => IsRounded(step) ? [.. values.Select((value, i) => Toward(value, given[i]))] : values;

    private bool IsRounded(CalculationStep step) => step switch
    {
        CalculationStep.OutputGradient or CalculationStep.Derivative => factors,
        CalculationStep.PreActivation or CalculationStep.Output or CalculationStep.Delta => true,
        _ => results,
    };

    private double Toward(double value, double given)
    {
        double doubt = Doubt / _power;
        double above = Rounded(value + doubt);
        double below = Rounded(value - doubt);
        return Math.Abs(above - given) < Math.Abs(below - given) ? above : below;
    }

    /// <summary>A result within a billionth of a unit of a whole unit or of a tie stands at it.</summary>
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
