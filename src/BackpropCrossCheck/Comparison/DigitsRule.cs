using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>The rule for recorded numbers that are rounded to digits: at most half a unit of the last given digit. The engine's own
/// rounding is allowed in addition. But if that is as large as the tensor, it shows nothing, and the number is undecidable.</summary>
/// <param name="other">The numbers as given, with decimals or significant digits. The digits count in the convention in which they are
/// stated.</param>
/// <param name="engine">The differences allowed between two calculations in float64.</param>
/// <param name="convention">The convention of the comparison.</param>
internal sealed class DigitsRule(IndependentResult other, TensorSet engine, Convention convention) : AcceptanceRule
{
    /// <inheritdoc/>
    public override string Text => $"|x − y| is at most half a unit of the last digit given ({ReportWords.Of(other.Precision)})";

    /// <inheritdoc/>
    public override double AllowedForZero(TensorComparison tensor, int index)
        => Digits.Unit(other.PrecisionOf(tensor.Step), 0) * 0.5 / (tensor.Step.ScalesWithLoss ? convention.Declared : 1);

    /// <inheritdoc/>
    public override NumberJudgement Judge(TensorComparison tensor, int index, LargestMagnitudes largest)
    {
        (double x, double y) = (tensor.Engine[index], tensor.Other[index]);
        bool scales = tensor.Step.ScalesWithLoss;
        double unit = Digits.Unit(other.PrecisionOf(tensor.Step), other.Numbers[tensor.Step]![index]) / (scales ? convention.Declared : 1);
        double half = (unit * 0.5) + Digits.TieSlack(x, y);
        double rounding = (engine[tensor.Step]?[index] ?? 0) * (scales ? convention.FromEngine : 1);
        double allowed = half + rounding;
        return Agree(x, y, half) ? NumberJudgement.Agrees(allowed)
            : Agree(x, y, allowed) ? Within(allowed, rounding, largest)
            : NumberJudgement.Differs(allowed);
    }
}
