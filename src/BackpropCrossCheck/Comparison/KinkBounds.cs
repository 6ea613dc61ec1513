using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>Between what honest numbers lie where units at a kink may take any value between their one-sided derivatives, rounding
/// included; in the fixture's convention.</summary>
/// <param name="low">The lower ends; a tensor that no kink moves is not there.</param>
/// <param name="high">The upper ends.</param>
internal sealed class KinkBounds(TensorSet low, TensorSet high)
{
    /// <summary>Whether a finite number lies between the ends.</summary>
    /// <param name="step">Its tensor.</param>
    /// <param name="index">Its index there.</param>
    /// <param name="value">The number.</param>
    /// <param name="factor">What takes the fixture's convention to the number's.</param>
    /// <param name="slack">What is allowed more, in the number's convention.</param>
    public bool Contain(Step step, int index, double value, double factor, double slack)
        => low[step] is { } lows && high[step] is { } highs && double.IsFinite(value)
            && !(value < (lows[index] * factor) - slack) && !(value > (highs[index] * factor) + slack);

    /// <summary>How far the ends lie apart; 0 where no kink moves the number.</summary>
    /// <param name="step">Its tensor.</param>
    /// <param name="index">Its index there.</param>
    public double Width(Step step, int index) => low[step] is { } lows && high[step] is { } highs ? highs[index] - lows[index] : 0;

    /// <summary>How far the farther end lies from a number.</summary>
    /// <param name="step">Its tensor.</param>
    /// <param name="index">Its index there.</param>
    /// <param name="value">The number.</param>
    /// <param name="factor">What takes the fixture's convention to the number's.</param>
    public double Reach(Step step, int index, double value, double factor)
        => Math.Max((high[step]![index] * factor) - value, value - (low[step]![index] * factor));
}
