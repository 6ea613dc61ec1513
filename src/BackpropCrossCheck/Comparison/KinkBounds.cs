using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>The bounds for honest numbers if units at a kink may have any value between their one-sided derivatives. They include rounding,
/// and are in the fixture's convention.</summary>
/// <param name="low">The lower bounds. A tensor that no kink affects is missing.</param>
/// <param name="high">The upper bounds.</param>
internal sealed class KinkBounds(TensorSet low, TensorSet high)
{
    /// <summary>Whether a finite number is within the bounds.</summary>
    /// <param name="step">The number's tensor.</param>
    /// <param name="index">The number's index in it.</param>
    /// <param name="value">The number.</param>
    /// <param name="factor">The factor from the fixture's convention to the number's.</param>
    /// <param name="slack">An additional allowance, in the number's convention.</param>
    public bool Contain(Step step, int index, double value, double factor, double slack)
        => low[step] is { } lows && high[step] is { } highs && double.IsFinite(value)
            && !(value < (lows[index] * factor) - slack) && !(value > (highs[index] * factor) + slack);

    /// <summary>The distance between the bounds; 0 if no kink affects the number.</summary>
    /// <param name="step">The number's tensor.</param>
    /// <param name="index">The number's index in it.</param>
    public double Width(Step step, int index) => low[step] is { } lows && high[step] is { } highs ? highs[index] - lows[index] : 0;

    /// <summary>The distance from a number to the farther bound.</summary>
    /// <param name="step">The number's tensor.</param>
    /// <param name="index">The number's index in it.</param>
    /// <param name="value">The number.</param>
    /// <param name="factor">The factor from the fixture's convention to the number's.</param>
    public double Reach(Step step, int index, double value, double factor)
        => Math.Max((high[step]![index] * factor) - value, value - (low[step]![index] * factor));
}
