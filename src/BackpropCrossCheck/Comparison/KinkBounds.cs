using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>Between what honest numbers lie where units at a kink may take any value between their one-sided derivatives, rounding included; in the fixture's
/// convention.</summary>
/// <param name="low">The lower ends; a tensor that no kink moves is not there.</param>
/// <param name="high">The upper ends.</param>
internal sealed class KinkBounds(TensorSet low, TensorSet high)
{
    /// <summary>Whether a finite number lies between the ends.</summary>
    /// <param name="slot">Its tensor.</param>
    /// <param name="index">Its index there.</param>
    /// <param name="value">The number.</param>
    /// <param name="factor">What takes the fixture's convention to the number's.</param>
    /// <param name="slack">What is allowed more, in the number's convention.</param>
    public bool Contain(TensorSlot slot, int index, double value, double factor, double slack)
        => low[slot] is { } lows && high[slot] is { } highs && double.IsFinite(value)
            && !(value < (lows[index] * factor) - slack) && !(value > (highs[index] * factor) + slack);

    /// <summary>How far the ends lie apart; 0 where no kink moves the number.</summary>
    /// <param name="slot">Its tensor.</param>
    /// <param name="index">Its index there.</param>
    public double Width(TensorSlot slot, int index) => low[slot] is { } lows && high[slot] is { } highs ? highs[index] - lows[index] : 0;

    /// <summary>How far the farther end lies from a number.</summary>
    /// <param name="slot">Its tensor.</param>
    /// <param name="index">Its index there.</param>
    /// <param name="value">The number.</param>
    /// <param name="factor">What takes the fixture's convention to the number's.</param>
    public double Reach(TensorSlot slot, int index, double value, double factor)
        => Math.Max((high[slot]![index] * factor) - value, value - (low[slot]![index] * factor));
}
