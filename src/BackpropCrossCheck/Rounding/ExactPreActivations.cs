using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>The pre-activations that every program gets in a format, whatever the order of its sums: those whose parameters and inputs,
/// rounded to the format, have so few digits that no product and no partial sum is rounded.</summary>
/// <remarks>All terms are multiples of one power of two, 2^e. No partial sum is larger than the sum of the positive terms or that of the
/// negative ones, and anything up to 2^(digits + e) is held exactly.</remarks>
internal sealed class ExactPreActivations
{
    private readonly FloatFormat _format;
    private readonly int _digits;
    private readonly int _smallestExponent;
    private readonly double[][] _values;
    private double[] _outputs = [];

    private ExactPreActivations(FloatFormat format, int layers)
    {
        _format = format;
        (_digits, _smallestExponent) = format == FloatFormat.Float32 ? (24, -126) : (53, -1022);
        _values = new double[layers][];
    }

    /// <summary>The exact pre-activations of a calculation.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="pass">The calculation in double precision, completed.</param>
    /// <param name="rho">ρ in the format.</param>
    /// <param name="format">The format.</param>
    public static ExactPreActivations Of(Network network, Batch batch, Backpropagation pass, TensorSet rho, FloatFormat format)
    {
        var exact = new ExactPreActivations(format, network.Layers.Count);
        double[] z = batch.Inputs.ToArray();
        exact.Round(z);
        for (int l = 0; l < network.Layers.Count; l++)
        {
            Layer layer = network.Layers[l];
            exact._values[l] = exact.Sums(layer, z);
            z = Outputs(layer.Activation, exact._values[l], pass.PreActivations(l), rho[rho.Layout.PreActivation(l)]!, format.Rounding);
        }

        exact._outputs = z;

        return exact;
    }

    /// <summary>A unit's pre-activation, if every program gets it; else NaN.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="units">How many units its layer has.</param>
    public double Of(UnitPosition unit, int units) => _values[unit.Layer][(unit.Sample * units) + unit.Unit];

    /// <summary>An output of the last layer, if every program gets it; else NaN.</summary>
    /// <param name="index">Its index, sample by sample.</param>
    public double Output(int index) => _outputs[index];

    private void Round(double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _format.Nearest(values[i]);
        }
    }

    /// <summary>Wz + b; NaN if something may be rounded.</summary>
    private double[] Sums(Layer layer, double[] z)
    {
        double[] weights = layer.Weights.ToArray();
        double[] bias = layer.HasBias ? layer.Bias.ToArray() : new double[layer.Units];
        Round(weights);
        Round(bias);
        double[] sums = new double[z.Length / layer.Inputs * layer.Units];
        for (int i = 0; i < sums.Length; i++)
        {
            (int n, int k) = Math.DivRem(i, layer.Units);
            sums[i] = Sum(weights.AsSpan(k * layer.Inputs, layer.Inputs), z.AsSpan(n * layer.Inputs, layer.Inputs), bias[k]);
        }

        return sums;
    }

    private double Sum(ReadOnlySpan<double> w, ReadOnlySpan<double> z, double b)
    {
        int exponent = LowestBit(b);
        double positive = Math.Max(b, 0);
        double negative = Math.Max(-b, 0);
        for (int m = 0; m < w.Length; m++)
        {
            if (w[m] == 0 || z[m] == 0)
            {
                continue;
            }

            // The product of two odd multiples of powers of two is another one. NaN makes both sums NaN.
            exponent = Math.Min(exponent, LowestBit(w[m]) + LowestBit(z[m]));
            double term = w[m] * z[m];
            positive += Math.Max(term, 0);
            negative += Math.Max(-term, 0);
        }

        double largest = Math.Max(positive, negative);
        bool isExact = largest == 0
            || (exponent >= _smallestExponent
                && largest <= _format.Rounding.Largest
                && largest <= Math.ScaleB(1, Math.Min(exponent + _digits, 1023)));
        return isExact ? positive - negative : double.NaN;
    }

    /// <summary>e, if the number is an odd multiple of 2^e; a large number for 0.</summary>
    private static int LowestBit(double x)
    {
        if (x == 0 || !double.IsFinite(x))
        {
            return int.MaxValue / 4;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        int stored = (int)((bits >> 52) & 0x7FF);
        long mantissa = (bits & 0xF_FFFF_FFFF_FFFF) | (stored == 0 ? 0 : 1L << 52);
        return Math.Max(stored, 1) - 1075 + (int)long.TrailingZeroCount(mantissa);
    }

    /// <summary>The outputs that every program gets: those of exact pre-activations if h does not round, and 0 for a relu that is certainly
    /// dead.</summary>
    private static double[] Outputs(Activation activation, double[] exact, ReadOnlySpan<double> a, double[] rhoA, FormatRounding rounding)
    {
        double[] outputs = new double[exact.Length];
        if (activation is not ElementwiseActivation elementwise)
        {
            Array.Fill(outputs, double.NaN);
            return outputs;
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            bool isDead = elementwise.IsConstantBelowZero && a[i] < -RoundingAnalysis.KinkWidth(rhoA[i], rounding);
            outputs[i] = isDead ? elementwise.Value(a[i]) : elementwise.ExactValue(exact[i]);
        }

        return outputs;
    }
}
