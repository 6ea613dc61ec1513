using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;

namespace MyProject;

/// <summary>An engine as users write them: tanh or linear layers, half the sum of squares, one sample at a time, arrays of
/// arrays.</summary>
/// <param name="network">Its weights and biases.</param>
public class MyEngine(Network network)
{
    /// <summary>The gradient, summed over the samples.</summary>
    /// <param name="batch">The samples.</param>
    public (double[][,] Weights, double[][] Biases) Gradient(Batch batch)
    {
        double[][,] weights = [.. network.Layers.Select(layer => new double[layer.Units, layer.Inputs])];
        double[][] biases = [.. network.Layers.Select(layer => new double[layer.Units])];
        for (int n = 0; n < batch.Samples; n++)
        {
            double[] x = batch.Inputs.Slice(n * batch.InputWidth, batch.InputWidth).ToArray();
            double[] t = batch.Labels.Slice(n * batch.LabelWidth, batch.LabelWidth).ToArray();
            Add(x, t, weights, biases);
        }

        return (weights, biases);
    }

    /// <summary>Adds δzᵀ to the gradient of a layer's weights.</summary>
    protected virtual void AddOuterProduct(double[,] gradient, int layer, double[] delta, double[] z)
    {
        for (int k = 0; k < delta.Length; k++)
        {
            for (int m = 0; m < z.Length; m++)
            {
                gradient[k, m] += delta[k] * z[m];
            }
        }
    }

    private void Add(double[] x, double[] t, double[][,] weights, double[][] biases)
    {
        double[][] z = Forward(x);
        double[] behind = [.. z[^1].Zip(t, (y, label) => y - label)];
        for (int l = network.Layers.Count - 1; l >= 0; l--)
        {
            double[] delta = [.. behind.Select((g, k) => IsTanh(l) ? g * (1 - (z[l + 1][k] * z[l + 1][k])) : g)];
            AddOuterProduct(weights[l], l, delta, z[l]);
            for (int k = 0; k < delta.Length; k++)
            {
                biases[l][k] += delta[k];
            }

            int layer = l;
            behind = [.. z[l].Select((_, m) => delta.Select((d, k) => d * Weight(layer, k, m)).Sum())];
        }
    }

    private double[][] Forward(double[] x)
    {
        var z = new List<double[]> { x };
        for (int l = 0; l < network.Layers.Count; l++)
        {
            double[] from = z[l];
            double[] to = new double[network.Layers[l].Units];
            for (int k = 0; k < to.Length; k++)
            {
                double a = network.Layers[l].Bias[k] + from.Select((value, m) => value * Weight(l, k, m)).Sum();
                to[k] = IsTanh(l) ? Math.Tanh(a) : a;
            }

            z.Add(to);
        }

        return [.. z];
    }

    private double Weight(int layer, int k, int m) => network.Layers[layer].Weights[(k * network.Layers[layer].Inputs) + m];

    private bool IsTanh(int layer) => network.Layers[layer].Activation is Tanh;
}
