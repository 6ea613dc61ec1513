using BackpropCrossCheck.Protocol;
using MathNet.Numerics.Differentiation;

namespace BackpropCrossCheck.Oracles.FiniteDifferences;

/// <summary>The derivative of a loss along a line, by central differences of two orders with several steps (MathNet.Numerics).</summary>
/// <remarks>For each step h, the 5-point and the 7-point formula are evaluated. The truncation error of the better one is its difference
/// from the lesser one or from the next smaller step, whichever is larger; so agreement by chance is not trusted. Rounding adds noise/h.
/// The step with the smallest sum wins. A step whose points lie on different smooth pieces of the loss does not count. Source for weighing
/// truncation against rounding: Press et al., "Numerical Recipes", section 5.7.</remarks>
internal sealed class CentralDifference
{
    private const double CoefficientError = 1e-14;
    private const int WorseStepsUntilGivenUp = 2;

    // Powers of two, so that multiples of a step are exact.
    private static readonly double[] Steps = [0.25, 0.0625, 0.015625, 0.00390625, 0.0009765625, 6.103515625E-05, 3.814697265625E-06];

    private readonly NumericalDerivative _lesser = new(5, 2) { StepType = StepType.Absolute };
    private readonly NumericalDerivative _better = new(7, 3) { StepType = StepType.Absolute };

    /// <summary>The derivative at 0.</summary>
    /// <param name="line">The loss along the line.</param>
    /// <param name="atZero">The loss at 0.</param>
    /// <param name="noise">How far rounding may move the loss.</param>
    /// <param name="reach">How far t = 1 moves the pre-activation that it moves most. Steps are chosen so that this movement is at most
    /// ¼.</param>
    public DerivativeEstimate At(Func<double, LossSample> line, LossSample atZero, double noise, double reach)
    {
        if (reach == 0)
        {
            return new DerivativeEstimate(0, 0);
        }

        double unit = Math.ScaleB(1, -Math.ILogB(reach));
        var best = new DerivativeEstimate(0, double.PositiveInfinity);
        DerivativeEstimate larger = best;
        int worse = 0;
        foreach (double step in Steps)
        {
            DerivativeEstimate smaller = WithStep(line, atZero, noise, step * unit);
            DerivativeEstimate checkedAgainstSmaller = larger with { Error = larger.Error + Math.Abs(larger.Value - smaller.Value) };
            if (double.IsFinite(smaller.Error) && checkedAgainstSmaller.Error < best.Error)
            {
                best = checkedAgainstSmaller;
                worse = 0;
            }
            else if (double.IsFinite(best.Error) && ++worse == WorseStepsUntilGivenUp)
            {
                break;
            }

            larger = smaller;
        }

        return best;
    }

    private DerivativeEstimate WithStep(Func<double, LossSample> line, LossSample atZero, double noise, double h)
    {
        bool smooth = true;
        var values = new Dictionary<double, double>();
        double Value(double t)
        {
            if (!values.TryGetValue(t, out double value))
            {
                LossSample sample = line(t);
                smooth &= sample.KinkSides == atZero.KinkSides && double.IsFinite(sample.Value);
                // The coefficients of MathNet.Numerics add up to 0 only within rounding. Applied to the difference, that leaves only a
                // relative error.
                value = sample.Value - atZero.Value;
                values.Add(t, value);
            }

            return value;
        }

        _better.StepSize = h;
        _lesser.StepSize = h;
        double better = _better.EvaluateDerivative(Value, 0, 1, 0);
        double lesser = _lesser.EvaluateDerivative(Value, 0, 1, 0);
        double error = Math.Abs(better - lesser) + (noise / h) + (CoefficientError * Math.Abs(better));
        return smooth && double.IsFinite(error)
            ? new DerivativeEstimate(better, error)
            : new DerivativeEstimate(0, double.PositiveInfinity);
    }
}
