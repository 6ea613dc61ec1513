using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests;

/// <summary>Questions to ask.</summary>
internal static class Questions
{
    /// <summary>3 inputs, 2 units with bias, 2 units without; 2 samples.</summary>
    public static OracleQuestion Small(string lastActivation = "linear", FloatFormat format = FloatFormat.Float64, double firstWeight = 0.1)
    {
        LayerShape[] shapes = [new(3, 2, HasBias: true), new(2, 2, HasBias: false)];
        return new OracleQuestion
        {
            Layout = new TensorLayout(2, shapes),
            Format = format,
            Layers =
            [
                new OracleLayer(new[] { firstWeight, -0.25, 1e-300, 3.5, 1.0 / 3, double.MaxValue }, new[] { 0.5, -1e22 }, "tanh", null),
                new OracleLayer(new double[] { 1, 2, 3, 4 }, null, lastActivation, null),
            ],
            Inputs = new double[] { 1, 2, 3, 4, 5, 6 },
            Labels = new double[] { 0, 1, 1, 0 },
            LossKind = "half-squared-error",
            Reduction = "sum",
        };
    }

    /// <summary>One layer of one activation without bias, one sample; W is the identity, so the inputs are the pre-activations.</summary>
    public static OracleQuestion OneLayer(
        string activation, double[] inputs, double[] labels, string lossKind = "half-squared-error", double? alpha = null)
    {
        int units = inputs.Length;
        double[] identity = new double[units * units];
        for (int i = 0; i < units; i++)
        {
            identity[(i * units) + i] = 1;
        }

        return new OracleQuestion
        {
            Layout = new TensorLayout(1, [new LayerShape(units, units, HasBias: false)]),
            Format = FloatFormat.Float32,
            Layers = [new OracleLayer(identity, null, activation, alpha)],
            Inputs = inputs,
            Labels = labels,
            LossKind = lossKind,
            Reduction = "sum",
        };
    }
}
