using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>The rule for recorded numbers with digits: at most half a unit of the last digit given, and the engine's own rounding.</summary>
/// <param name="precision">Decimals or significant digits.</param>
/// <param name="engine">What is allowed between two calculations in float64.</param>
/// <param name="convention">The convention of the comparison; digits count in the other side's.</param>
internal sealed class DigitsRule(NumberPrecision precision, TensorSet engine, Convention convention) : AcceptanceRule
{
    /// <inheritdoc/>
    public override void Judge(TensorComparison tensor)
    {
        double[]? own = engine[tensor.Slot];
        bool scales = tensor.Slot.ScalesWithLoss;
        for (int i = 0; i < tensor.Verdicts.Length; i++)
        {
            double declared = scales ? convention.Declared : 1;
            double unit = Digits.Unit(precision, tensor.Other[i] * declared) / declared;
            double allowed = (0.5 * unit) + ((own?[i] ?? 0) * (scales ? convention.FromEngine : 1));
            tensor.Allowed[i] = allowed;
            tensor.Verdicts[i] = Agree(tensor.Engine[i], tensor.Other[i], allowed) ? NumberVerdict.Agrees : NumberVerdict.Differs;
        }
    }
}
