using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>The table of the acceptance rule in plain loops, one sample after the other, for numbers of moderate size. It shares no code
/// with the analysis; the double-precision values come from one run of the engine.</summary>
/// <param name="fixture">The fixture.</param>
/// <param name="u">The unit roundoff.</param>
/// <param name="tau">The level below which numbers may be flushed to zero.</param>
internal sealed class NaiveRounding(Fixture fixture, double u, double tau)
{
    private readonly Backpropagation _run = Ran(fixture);
    private readonly TensorSet _rho = new(fixture.Layout);

    private int Last => fixture.Network.Layers.Count - 1;

    private int Samples => fixture.Batch.Samples;

    /// <summary>ρ of every tensor before training.</summary>
    public TensorSet Evaluate()
    {
        for (int l = 0; l <= Last; l++)
        {
            Forward(l);
        }

        var loss = new NaiveLossRounding(fixture, _run, u, tau);
        TensorLayout layout = fixture.Layout;
        double[] rhoY = _rho[layout.Output(Last)]!;
        _rho.Set(layout.Loss, [loss.Value(_rho[layout.PreActivation(Last)]!, rhoY)]);
        for (int l = Last; l >= 0; l--)
        {
            if (l == Last && loss.IsFused)
            {
                _rho.Set(layout.Delta(l), loss.FusedDeltas(rhoY));
            }
            else
            {
                (double[] s, double[] rhoS) = l == Last ? loss.OutputGradients(rhoY) : FromAbove(l);
                Backward(l, s, rhoS);
            }

            Gradients(l);
        }

        return _rho;
    }

    /// <summary>√(Σx²); relative to the largest term, because the square of τ is 0 in float64.</summary>
    public static double Norm(params double[] terms)
    {
        double largest = terms.Max(Math.Abs);
        return largest == 0 ? 0 : largest * Math.Sqrt(terms.Sum(x => x / largest * (x / largest)));
    }

    private static double Norm(IEnumerable<double> terms) => Norm([.. terms]);

    private static Backpropagation Ran(Fixture fixture)
    {
        var run = new Backpropagation(fixture.Network, fixture.Batch, fixture.Loss);
        run.Run();
        return run;
    }

    private double Z(int l, int n, int m)
        => l == 0 ? fixture.Batch.Inputs[(n * fixture.Network.Inputs) + m] : _run.Outputs(l - 1)[(n * Units(l - 1)) + m];

    private double RhoZ(int l, int n, int m)
        => l == 0 ? u * Math.Abs(Z(0, n, m)) : _rho[fixture.Layout.Output(l - 1)]![(n * Units(l - 1)) + m];

    private int Units(int l) => fixture.Network.Layers[l].Units;

    private double W(int l, int k, int m) => fixture.Network.Layers[l].Weights[(k * fixture.Network.Layers[l].Inputs) + m];

    private void Forward(int l)
    {
        Layer layer = fixture.Network.Layers[l];
        double[] rhoA = new double[Samples * layer.Units];
        double[] rhoZ = new double[rhoA.Length];
        double[] a = _run.PreActivations(l).ToArray();
        double[] z = _run.Outputs(l).ToArray();
        int[] inputs = [.. Enumerable.Range(0, layer.Inputs)];
        for (int n = 0; n < Samples; n++)
        {
            for (int k = 0; k < layer.Units; k++)
            {
                int i = (n * layer.Units) + k;
                double b = layer.HasBias ? layer.Bias[k] : 0;
                double sum = Norm(inputs.Select(m => W(l, k, m) * Z(l, n, m)));
                double[] row = [.. inputs.Select(m => Z(l, n, m))];
                double theta = NaiveGroups.Share([.. inputs.Select(m => W(l, k, m))]) * NaiveGroups.Share(row);
                double[] common = [.. NaiveGroups.Of(row, zeros: false).Select(group => group.Sum(m => W(l, k, m) * RhoZ(l, n, m)))];
                rhoA[i] = Norm(
                    Norm(inputs.Select(m => W(l, k, m) * RhoZ(l, n, m))),
                    Norm([0, .. common]),
                    u * sum,
                    (Math.Sqrt(layer.Inputs) + 1 + (layer.Inputs * theta / 4)) * u * (Math.Max(sum, Math.Abs(a[i])) + Math.Abs(b)),
                    u * Math.Abs(b),
                    tau);
            }

            for (int k = 0; k < layer.Units; k++)
            {
                int i = (n * layer.Units) + k;
                int[] row = [.. Enumerable.Range(n * layer.Units, layer.Units)];
                rhoZ[i] = layer.Activation is Softmax
                    ? Norm(
                        z[i] * rhoA[i],
                        z[i] * Norm(row.Select(j => z[j] * rhoA[j])),
                        (4 + Math.Abs(a[i] - row.Max(j => a[j])) + Math.Sqrt(layer.Units)) * u * z[i],
                        tau)
                    : NaiveActivationRounding.Output(layer.Activation, a[i], z[i], rhoA[i], u, tau);
            }
        }

        _rho.Set(fixture.Layout.PreActivation(l), rhoA);
        _rho.Set(fixture.Layout.Output(l), rhoZ);
    }

    private (double[] S, double[] RhoS) FromAbove(int l)
    {
        int units = Units(l);
        int above = Units(l + 1);
        double[] delta = _run.Deltas(l + 1).ToArray();
        double[] rhoDelta = _rho[fixture.Layout.Delta(l + 1)]!;
        double[] s = new double[Samples * units];
        double[] rhoS = new double[s.Length];
        for (int i = 0; i < s.Length; i++)
        {
            (int n, int m) = (i / units, i % units);
            int[] all = [.. Enumerable.Range(0, above)];
            s[i] = all.Sum(k => W(l + 1, k, m) * delta[(n * above) + k]);
            double p = Norm(all.Select(k => W(l + 1, k, m) * delta[(n * above) + k]));
            double theta = NaiveGroups.Share([.. all.Select(k => W(l + 1, k, m))])
                * NaiveGroups.Share([.. all.Select(k => delta[(n * above) + k])]);
            double[] a = [.. all.Select(k => _run.PreActivations(l + 1)[(n * above) + k])];
            double[] common =
                [.. NaiveGroups.Of(a, zeros: true).Select(group => group.Sum(k => W(l + 1, k, m) * rhoDelta[(n * above) + k]))];
            rhoS[i] = Norm(
                Norm(all.Select(k => W(l + 1, k, m) * rhoDelta[(n * above) + k])),
                Norm([0, .. common]),
                u * p,
                (Math.Sqrt(above) + 1 + (above * theta / 4)) * u * Math.Max(p, Math.Abs(s[i])),
                tau);
        }

        return (s, rhoS);
    }

    private void Backward(int l, double[] s, double[] rhoS)
    {
        Layer layer = fixture.Network.Layers[l];
        double[] a = _run.PreActivations(l).ToArray();
        double[] z = _run.Outputs(l).ToArray();
        double[] delta = _run.Deltas(l).ToArray();
        double[] rhoA = _rho[fixture.Layout.PreActivation(l)]!;
        double[] rhoZ = _rho[fixture.Layout.Output(l)]!;
        double[] rho = new double[delta.Length];
        for (int i = 0; i < delta.Length; i++)
        {
            if (layer.Activation is Softmax)
            {
                int[] row = [.. Enumerable.Range(i / layer.Units * layer.Units, layer.Units)];
                double mean = row.Sum(j => z[j] * s[j]);
                double rhoMean = Norm(row.Select(j => Norm(z[j] * rhoS[j], s[j] * rhoZ[j])))
                    + ((layer.Units + 1) * u * row.Sum(j => Math.Abs(z[j] * s[j])));
                rho[i] = Norm(
                    rhoZ[i] * Math.Abs(s[i] - mean),
                    z[i] * rhoS[i],
                    z[i] * rhoMean,
                    u * z[i] * (Math.Abs(s[i]) + Math.Abs(mean)),
                    2 * u * Math.Abs(delta[i]),
                    tau);
                continue;
            }

            double slope = Math.Abs(layer.Activation.DerivativeAt(a[i]));
            double rhoSlope = NaiveActivationRounding.Derivative(layer.Activation, a[i], z[i], rhoA[i], u, tau);
            rho[i] = Norm(slope * rhoS[i], Math.Abs(s[i]) * rhoSlope, 2 * u * Math.Abs(delta[i]), tau) + (rhoSlope * rhoS[i]);
        }

        _rho.Set(fixture.Layout.Delta(l), rho);
    }

    private void Gradients(int l)
    {
        Layer layer = fixture.Network.Layers[l];
        double[] delta = _run.Deltas(l).ToArray();
        double[] rhoDelta = _rho[fixture.Layout.Delta(l)]!;
        double[] weights = new double[layer.Units * layer.Inputs];
        double[] bias = new double[layer.Units];
        for (int k = 0; k < layer.Units; k++)
        {
            for (int n = 0; n < Samples; n++)
            {
                double d = Math.Abs(delta[(n * layer.Units) + k]);
                double rho = rhoDelta[(n * layer.Units) + k];
                for (int m = 0; m < layer.Inputs; m++)
                {
                    double z = Math.Abs(Z(l, n, m));
                    weights[(k * layer.Inputs) + m] += (rho * z) + (d * RhoZ(l, n, m)) + (rho * RhoZ(l, n, m))
                        + ((Samples + 1) * u * d * z);
                }

                bias[k] += rho + ((Samples + 1) * u * d);
            }
        }

        _rho.Set(fixture.Layout.WeightGradient(l), [.. weights.Select(x => x + tau)]);
        if (fixture.Layout.BiasGradient(l) is { } step)
        {
            _rho.Set(step, [.. bias.Select(x => x + tau)]);
        }
    }
}
