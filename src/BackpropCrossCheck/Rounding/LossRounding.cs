using BackpropCrossCheck.Engine;

namespace BackpropCrossCheck.Rounding;

/// <summary>ρ of the loss, of its derivative by the outputs, and of the δ of a fused cross-entropy.</summary>
/// <param name="loss">The convention.</param>
/// <param name="samples">N.</param>
/// <param name="units">K of the last layer.</param>
/// <param name="format">The format that rounds.</param>
internal sealed class LossRounding(Loss loss, int samples, int units, FormatRounding format)
{
    private readonly double _c = loss.Scale(samples, units);
    private readonly double _u = format.UnitRoundoff;
    private readonly double _count = (double)samples * units;

    /// <summary>ρ(g), g = ∂L/∂y.</summary>
    /// <param name="y">The outputs.</param>
    /// <param name="rhoY">ρ(y).</param>
    /// <param name="t">The labels.</param>
    /// <param name="rhoG">ρ(g); overwritten.</param>
    public void OfOutputGradients(ReadOnlySpan<double> y, ReadOnlySpan<double> rhoY, ReadOnlySpan<double> t, Span<double> rhoG)
    {
        double f = loss.Kind == LossKind.SquaredError ? 2 * _c : _c;
        for (int i = 0; i < y.Length; i++)
        {
            // The square, differentiated, is 2·(y − t), halved or divided by N only then.
            rhoG[i] = loss.Kind switch
            {
                LossKind.BinaryCrossEntropy => _c * (
                    Reciprocal(t[i], y[i], rhoY[i] + (_u * Math.Abs(1 - y[i])) + _u)
                    + Reciprocal(1 - t[i], 1 - y[i], rhoY[i] + (_u * Math.Abs(1 - y[i])) + _u)
                    + (4 * _u * (Quotient(t[i], y[i]) + Quotient(1 - t[i], 1 - y[i])))),
                LossKind.CategoricalCrossEntropy => _c * (Reciprocal(t[i], y[i], rhoY[i]) + (6 * _u * Quotient(t[i], y[i]))),
                _ => format.UnlessOverflow(
                    Quadrature.Of(f * rhoY[i], f * format.OfInput(t[i]), 3 * _u * f * Math.Abs(y[i] - t[i]), format.FlushLevel),
                    2 * Math.Abs(y[i] - t[i])),
            };
        }
    }

    /// <summary>ρ(δ) of the last layer for a fused cross-entropy. After softmax y·Σt stands for y; a sigmoid's units have a label each.</summary>
    /// <param name="y">The outputs.</param>
    /// <param name="rhoY">ρ(y).</param>
    /// <param name="t">The labels.</param>
    /// <param name="rhoDelta">ρ(δ); overwritten.</param>
    public void OfFusedDeltas(ReadOnlySpan<double> y, ReadOnlySpan<double> rhoY, ReadOnlySpan<double> t, Span<double> rhoDelta)
    {
        for (int row = 0; row < y.Length; row += units)
        {
            double labelSum = 0;
            for (int i = row; i < row + units; i++)
            {
                labelSum += t[i];
            }

            double factor = loss.Kind == LossKind.CategoricalCrossEntropy ? Math.Max(1, labelSum) : 1;
            for (int i = row; i < row + units; i++)
            {
                rhoDelta[i] = Quadrature.Of(
                    _c * rhoY[i] * factor, _c * _u * t[i], _c * 3 * _u * (Math.Abs(y[i]) + Math.Abs(t[i])), format.FlushLevel);
            }
        }
    }

    /// <summary>ρ(L) where L is computed from the outputs.</summary>
    /// <param name="value">L.</param>
    /// <param name="y">The outputs.</param>
    /// <param name="rhoY">ρ(y).</param>
    /// <param name="t">The labels.</param>
    public double OfValueFromOutputs(double value, ReadOnlySpan<double> y, ReadOnlySpan<double> rhoY, ReadOnlySpan<double> t)
    {
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            sum += loss.Kind switch
            {
                LossKind.BinaryCrossEntropy => Quotient(t[i], y[i]) * (rhoY[i] + _u) + (Quotient(1 - t[i], 1 - y[i]) * (rhoY[i] + _u)),
                LossKind.CategoricalCrossEntropy => Quotient(t[i], y[i]) * (rhoY[i] + _u),
                _ => OfSquare(y[i] - t[i], rhoY[i] + format.OfInput(t[i])),
            };
        }

        double factor = loss.Kind == LossKind.HalfSquaredError ? 0.5 * _c : _c;
        double rho = (factor * sum) + (loss.IsCrossEntropy ? (_count + 16) * _u * Math.Abs(value) : 0) + format.FlushLevel;
        return format.UnlessOverflow(rho, Math.Abs(value) / factor);
    }

    /// <summary>ρ(L) where L is computed from the pre-activations.</summary>
    /// <param name="value">L.</param>
    /// <param name="a">The pre-activations of the last layer.</param>
    /// <param name="rhoA">ρ(a).</param>
    /// <param name="t">The labels.</param>
    public double OfValueFromPreActivations(double value, ReadOnlySpan<double> a, ReadOnlySpan<double> rhoA, ReadOnlySpan<double> t)
    {
        double propagated = 0;
        double magnitude = 0;
        for (int i = 0; i < a.Length; i++)
        {
            propagated += (Math.Abs(t[i]) + 1) * rhoA[i];
            magnitude += Math.Abs(t[i] * a[i]);
        }

        double rho = (_c * propagated) + ((_count + 16) * _u * (Math.Abs(value) + (_c * magnitude))) + format.FlushLevel;
        return format.UnlessOverflow(rho, Math.Max(Math.Max(magnitude, WidestRow(a)), Math.Abs(value) / _c));
    }

    /// <summary>How far the logits of one sample lie apart at most: log p_k = a_k − max a − …; a sigmoid takes each on its own.</summary>
    private double WidestRow(ReadOnlySpan<double> a)
    {
        double widest = 0;
        for (int row = 0; row < a.Length && loss.Kind == LossKind.CategoricalCrossEntropy; row += units)
        {
            double largest = a[row];
            double smallest = a[row];
            foreach (double logit in a.Slice(row, units))
            {
                largest = Math.Max(largest, logit);
                smallest = Math.Min(smallest, logit);
            }

            widest = Math.Max(widest, largest - smallest);
        }

        return widest;
    }

    private double OfSquare(double difference, double e)
        => (2 * Math.Abs(difference) * e) + (e * e) + ((_count + 4) * _u * difference * difference);

    private static double Quotient(double factor, double value) => factor == 0 ? 0 : Math.Abs(factor / value);

    /// <summary>|factor|/value² · error, 0 where the factor is; written so that the square does not underflow.</summary>
    private static double Reciprocal(double factor, double value, double error) => factor == 0 ? 0 : Math.Abs(factor / value) * Math.Abs(error / value);
}
