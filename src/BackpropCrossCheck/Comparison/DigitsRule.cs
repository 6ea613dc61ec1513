using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>The rule for recorded numbers with digits: at most half a unit of the last digit given. Beyond that the engine's own rounding is allowed for, but
/// where that is as large as the tensor it tells nothing, and the number is undecidable.</summary>
/// <param name="other">The numbers as they are given, with decimals or significant digits; their digits count in the convention that they are stated in.</param>
/// <param name="engine">What is allowed between two calculations in float64.</param>
/// <param name="convention">The convention of the comparison.</param>
internal sealed class DigitsRule(IndependentResult other, TensorSet engine, Convention convention) : AcceptanceRule
{
    /// <inheritdoc/>
    public override string Text => $"|x − y| is at most half a unit of the last digit given ({ReportWords.Of(other.Precision)})";

    /// <inheritdoc/>
    public override double AllowedForZero(TensorComparison tensor, int index)
        => Digits.Unit(other.Precision, 0) * 0.5 / (tensor.Slot.ScalesWithLoss ? convention.Declared : 1);

    /// <inheritdoc/>
    public override void Judge(TensorComparison tensor)
    {
        double[]? own = engine[tensor.Slot];
        double[] given = other.Numbers[tensor.Slot]!;
        bool scales = tensor.Slot.ScalesWithLoss;
        double largest = LargestMagnitude(tensor.Engine);
        for (int i = 0; i < tensor.Verdicts.Length; i++)
        {
            double declared = scales ? convention.Declared : 1;
            double unit = Digits.Unit(other.Precision, given[i]) / declared;
            double half = (unit * 0.5) + Digits.TieSlack(tensor.Engine[i], tensor.Other[i]);
            double rounding = (own?[i] ?? 0) * (scales ? convention.FromEngine : 1);
            tensor.Allowed[i] = half + rounding;
            if (Agree(tensor.Engine[i], tensor.Other[i], half))
            {
                continue;
            }

            if (Agree(tensor.Engine[i], tensor.Other[i], half + rounding))
            {
                DecideWithin(tensor, i, rounding, largest);
            }
            else
            {
                tensor.Verdicts[i] = NumberVerdict.Differs;
            }
        }
    }
}
