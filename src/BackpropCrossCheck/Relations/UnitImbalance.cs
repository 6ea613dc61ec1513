using System.Globalization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Relations;

/// <summary>A unit whose gradients contradict each other: Σ w·∂L/∂w over the weights out of it is not the sum over the weights and the bias
/// into it.</summary>
/// <param name="Unit">The unit, from 0.</param>
/// <param name="In">The sum over what goes into it.</param>
/// <param name="Out">The sum over the weights out of it.</param>
/// <param name="IsAbove">Whether the weight that counts most is one out of it.</param>
/// <param name="Index">That weight's row-major index in its layer.</param>
/// <param name="Weight">Its value.</param>
internal readonly record struct UnitImbalance(int Unit, double In, double Out, bool IsAbove, int Index, double Weight)
{
    /// <summary>The judgement of the layer that holds the weight. It is that weight's gradient if one alone is wrong; which one it is
    /// cannot be told.</summary>
    /// <param name="step">The weight gradient of that layer.</param>
    /// <param name="given">Its numbers.</param>
    public StepJudgement Judge(Step step, double[] given)
    {
        double[] expected = [.. given];
        double[] allowed = new double[given.Length];
        var verdicts = new StepVerdict[given.Length];
        expected[Index] += (IsAbove ? In - Out : Out - In) / Weight;
        verdicts[Index] = StepVerdict.Wrong;
        int layer = IsAbove ? step.Layer : step.Layer + 1;
        string from = string.Create(
            CultureInfo.InvariantCulture,
            $"the other gradients at unit {Unit + 1} of layer {layer}, where Σ w·∂L/∂w is {In:G6} over what goes in and {Out:G6} "
                + $"over what comes out: one of them is wrong");
        return new StepJudgement(step, expected, allowed, verdicts) { From = from, IsOfEachOther = true };
    }
}
