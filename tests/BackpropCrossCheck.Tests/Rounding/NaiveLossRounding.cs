using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>The rows of the loss, of g = ∂L/∂y and of the fused δ in the table.</summary>
internal sealed class NaiveLossRounding(Fixture fixture, Backpropagation run, double u, double tau)
{
    private readonly double[] _y = run.Outputs(fixture.Network.Layers.Count - 1).ToArray();
    private readonly double[] _a = run.PreActivations(fixture.Network.Layers.Count - 1).ToArray();
    private readonly double[] _t = fixture.Batch.Labels.ToArray();
    private readonly double _c = fixture.Loss.Scale(fixture.Batch.Samples, fixture.Network.Outputs);

    public bool IsFused => (fixture.Loss.Kind, fixture.Network.Layers[^1].Activation.Kind)
        is (LossKind.BinaryCrossEntropy, ActivationKind.Sigmoid) or (LossKind.CategoricalCrossEntropy, ActivationKind.Softmax);

    /// <summary>ρ(L).</summary>
    public double Value(double[] rhoA, double[] rhoY)
    {
        int count = _y.Length;
        int[] all = [.. Enumerable.Range(0, count)];
        double value = Math.Abs(run.LossValue);
        if (IsFused)
        {
            return (_c * all.Sum(i => (Math.Abs(_t[i]) + 1) * rhoA[i]))
                + ((count + 16) * u * (value + (_c * all.Sum(i => Math.Abs(_t[i] * _a[i]))))) + tau;
        }

        if (fixture.Loss.IsCrossEntropy)
        {
            bool binary = fixture.Loss.Term is BinaryCrossEntropy;
            double propagated = all.Sum(
                i => (Math.Abs(_t[i] / _y[i]) + (binary ? Math.Abs((1 - _t[i]) / (1 - _y[i])) : 0)) * (rhoY[i] + u));
            return (_c * propagated) + ((count + 16) * u * value) + tau;
        }

        if (fixture.Loss.Term is not (HalfSquaredError or SquaredError))
        {
            return (_c * all.Sum(i => Term(_y[i], _t[i], rhoY[i], count))) + tau;
        }

        double f = fixture.Loss.Term is HalfSquaredError ? _c / 2 : _c;
        return (f * all.Sum(i =>
        {
            double e = rhoY[i] + (u * Math.Abs(_t[i]));
            double difference = _y[i] - _t[i];
            return (2 * Math.Abs(difference) * e) + (e * e) + ((count + 4) * u * difference * difference);
        })) + tau;
    }

    /// <summary>ρ of one term of the losses that are no squares.</summary>
    private double Term(double y, double t, double rhoY, int count)
    {
        double d = Math.Abs(y - t);
        double e = rhoY + (u * Math.Abs(t));
        return fixture.Loss.Kind switch
        {
            LossKind.AbsoluteError => e + ((count + 4) * u * d),
            LossKind.Huber => (Math.Min(d + e, 1) * e) + ((count + 6) * u * Math.Min(d, 1) * d),
            LossKind.LogCosh => (Math.Min(d + e, 1) * e) + (u * ((count * Math.Log(Math.Cosh(d))) + (8 * (d + 1)))),
            LossKind.Hinge => t * y > 1 + rhoY + (2 * u * Math.Abs(y)) ? 0
                : rhoY + (2 * u * Math.Abs(y)) + ((count + 4) * u * Math.Abs(1 - (t * y))),
            _ => t == 0 ? 0 : (t / y * rhoY) + ((count + 16) * u * t * (1 + Math.Abs(Math.Log(t)) + Math.Abs(Math.Log(y)))),
        };
    }

    /// <summary>g and ρ(g).</summary>
    public (double[] G, double[] RhoG) OutputGradients(double[] rhoY)
    {
        double[] g = new double[_y.Length];
        LossFunction.OutputGradients(fixture.Loss, _y, _t, g, fixture.Network.Outputs);
        return (g, [.. g.Select((_, i) => OutputGradient(i, g[i], rhoY[i]))]);
    }

    /// <summary>ρ(δ) of a fused cross-entropy.</summary>
    public double[] FusedDeltas(double[] rhoY)
    {
        int units = fixture.Network.Outputs;
        return [.. rhoY.Select((rho, i) =>
        {
            double labels = fixture.Loss.Term is BinaryCrossEntropy ? 1 : Enumerable.Range(i / units * units, units).Sum(j => _t[j]);
            return NaiveRounding.Norm(
                _c * NaiveRounding.Norm(rho * Math.Max(1, labels), u * Math.Abs(_t[i]), 3 * u * (Math.Abs(_y[i]) + Math.Abs(_t[i]))), tau);
        })];
    }

    private double OutputGradient(int i, double g, double rhoY)
    {
        double y = _y[i];
        double t = _t[i];
        switch (fixture.Loss.Kind)
        {
            case LossKind.BinaryCrossEntropy:
                double inherited = ((Math.Abs(t) / (y * y)) + (Math.Abs(1 - t) / ((1 - y) * (1 - y)))) * (rhoY + (u * Math.Abs(1 - y)) + u);
                return _c * (inherited + (4 * u * (Math.Abs(t / y) + Math.Abs((1 - t) / (1 - y)))));
            case LossKind.CategoricalCrossEntropy:
                return _c * ((Math.Abs(t) / (y * y) * rhoY) + (6 * u * Math.Abs(t / y)));
            case LossKind.KullbackLeibler:
                return _c * ((Math.Abs(t) / (y * y) * rhoY) + (6 * u * Math.Abs(t / y)));
            case LossKind.AbsoluteError or LossKind.Hinge:
                return 3 * u * _c;
            case LossKind.Huber:
                double slope = Math.Abs(y - t) > 1 + rhoY + (u * Math.Abs(t)) ? 0 : _c;
                return NaiveRounding.Norm(slope * rhoY, slope * u * Math.Abs(t), 4 * u * Math.Abs(g), tau);
            case LossKind.LogCosh:
                double bend = _c / Math.Pow(Math.Cosh(Math.Max(0, Math.Abs(y - t) - rhoY - (u * Math.Abs(t)))), 2);
                return NaiveRounding.Norm(bend * rhoY, bend * u * Math.Abs(t), 4 * u * (_c + Math.Abs(g)), tau);
            default:
                double f = fixture.Loss.Term is SquaredError ? 2 * _c : _c;
                return NaiveRounding.Norm(f * rhoY, f * u * Math.Abs(t), 3 * u * Math.Abs(g), tau);
        }
    }
}
