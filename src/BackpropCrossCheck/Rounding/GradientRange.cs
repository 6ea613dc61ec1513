using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>Where the gradients of a tensor may be in another program.</summary>
/// <param name="step">The tensor.</param>
/// <param name="rho">ρ of the gradients, and of everything before them.</param>
/// <param name="hull">The intervals that units at a kink allow; null if there are none.</param>
/// <param name="withoutFlush">ρ for programs that flush nothing to zero; null where no regularization asks for the sign of a
/// parameter.</param>
/// <param name="rounding">The format whose rounding is meant.</param>
internal sealed class GradientRange(Step step, TensorSet rho, KinkHull? hull, double[]? withoutFlush, FormatRounding rounding)
{
    private readonly double[] _errors = rho[step]!;
    private readonly double[]? _low = hull?.Low[step];
    private readonly double[]? _high = hull?.High[step];

    /// <summary>ρ of a gradient.</summary>
    /// <param name="index">Its index.</param>
    public double Error(int index) => _errors[index];

    /// <summary>A gradient moved to one of its ends, and beyond it by a part of ρ.</summary>
    /// <param name="index">Its index.</param>
    /// <param name="gradient">The engine's.</param>
    /// <param name="errors">The part of ρ: above 0 from the upper end upwards, below 0 from the lower one downwards.</param>
    public double Moved(int index, double gradient, double errors)
        => (errors > 0 ? High(index, gradient) : Low(index, gradient)) + (errors * _errors[index]);

    /// <summary>Whether the gradient of a parameter that is 0 is exactly 0 in another program, where that makes a difference.</summary>
    /// <param name="index">Its index.</param>
    /// <param name="gradient">The engine's.</param>
    /// <param name="isCareless">Whether that program loses what rounding may take for 0: 1 − z² is exactly 0 where z rounds to 1. What is
    /// allowed there is the width of a kink.</param>
    public bool IsZero(int index, double gradient, bool isCareless)
    {
        double low = Low(index, gradient);
        double high = High(index, gradient);
        return withoutFlush is null
            ? isCareless && low < high && low <= 0 && high >= 0
            : (low == 0 && high == 0 && withoutFlush[index] == 0)
                || (isCareless && Math.Max(low, -high) <= RoundingAnalysis.KinkWidth(_errors[index], rounding));
    }

    private double Low(int index, double gradient) => Math.Min(gradient, _low?[index] ?? gradient);

    private double High(int index, double gradient) => Math.Max(gradient, _high?[index] ?? gradient);
}
