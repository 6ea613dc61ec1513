using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine;

/// <summary>A dense layer: a = W z + b, then z' = h(a).</summary>
/// <remarks>Source: Santi 2025, section 3. A Keras kernel is the transpose of W.</remarks>
public sealed class Layer
{
    /// <summary>A layer over the caller's arrays. They are not copied, so changing them changes the layer.</summary>
    /// <param name="inputs">M, the number of inputs, at least 1.</param>
    /// <param name="units">K, the number of units, at least 1.</param>
    /// <param name="weights">W, K×M, row-major: row k holds the weights into unit k.</param>
    /// <param name="bias">b, K numbers, or null for a layer without bias.</param>
    /// <param name="activation">h().</param>
    /// <exception cref="ArgumentException">A length contradicts the shape, or a number is not finite.</exception>
    public Layer(int inputs, int units, double[] weights, double[]? bias, Activation activation)
    {
        Guard.AtLeastOne(inputs);
        Guard.AtLeastOne(units);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(activation);
        Guard.Length(weights.Length, (long)units * inputs, "units × inputs", nameof(weights));
        Guard.Finite(weights);
        if (bias is not null)
        {
            Guard.Length(bias.Length, units, "units", nameof(bias));
            Guard.Finite(bias);
        }

        Inputs = inputs;
        Units = units;
        WeightArray = weights;
        BiasArray = bias;
        Activation = activation;
    }

    private Layer(Layer shape, double[] weights, double bias)
        : this(shape.Inputs, shape.Units, weights, Repeated(bias, shape.Units), shape.Activation) => SharesBias = true;

    /// <summary>M, the number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>K, the number of units (outputs).</summary>
    public int Units { get; }

    /// <summary>W, K×M, row-major.</summary>
    public ReadOnlySpan<double> Weights => WeightArray;

    /// <summary>b, one number for each unit; empty if the layer has no bias.</summary>
    public ReadOnlySpan<double> Bias => BiasArray;

    /// <summary>True if the layer has a bias.</summary>
    public bool HasBias => BiasArray is not null;

    /// <summary>True if all units have one bias in common. <see cref="Bias"/> repeats it for each unit; its gradient is one
    /// number.</summary>
    public bool SharesBias { get; }

    /// <summary>How many numbers the bias is: K, 1 if the units share it, 0 if the layer has none.</summary>
    public int BiasParameters => BiasArray is null ? 0 : SharesBias ? 1 : Units;

    /// <summary>h().</summary>
    public Activation Activation { get; }

    /// <summary>The array behind W, for uses that must outlive a span.</summary>
    public ReadOnlyMemory<double> WeightMemory => WeightArray;

    /// <summary>The array behind b; empty if the layer has no bias.</summary>
    public ReadOnlyMemory<double> BiasMemory => BiasArray;

    internal double[] WeightArray { get; }

    internal double[]? BiasArray { get; }

    /// <summary>A layer whose units share one bias.</summary>
    /// <param name="inputs">M, the number of inputs, at least 1.</param>
    /// <param name="units">K, the number of units, at least 1.</param>
    /// <param name="weights">W, K×M, row-major; not copied.</param>
    /// <param name="bias">b.</param>
    /// <param name="activation">h().</param>
    /// <exception cref="ArgumentException">A length contradicts the shape, or a number is not finite.</exception>
    public static Layer SharingBias(int inputs, int units, double[] weights, double bias, Activation activation)
        => new(new Layer(inputs, units, weights, null, activation), weights, bias);

    /// <summary>A layer of the same shape and activation with other parameters.</summary>
    /// <param name="weights">W, K×M, row-major; not copied.</param>
    /// <param name="bias">b, <see cref="BiasParameters"/> numbers; null if the layer has none.</param>
    /// <exception cref="ArgumentException">A length contradicts the shape, or a number is not finite.</exception>
    public Layer With(double[] weights, double[]? bias)
        => SharesBias ? new Layer(this, weights, bias![0]) : new Layer(Inputs, Units, weights, bias, Activation);

    /// <summary>A layer with the same parameters and another activation.</summary>
    /// <param name="activation">h().</param>
    public Layer With(Activation activation) => SharesBias
        ? SharingBias(Inputs, Units, [.. WeightArray], BiasArray![0], activation)
        : new Layer(Inputs, Units, [.. WeightArray], CopyBias(), activation);

    /// <summary>A copy of the bias, <see cref="BiasParameters"/> numbers; null if the layer has none.</summary>
    public double[]? CopyBias() => BiasArray is null ? null : SharesBias ? [BiasArray[0]] : [.. BiasArray];

    /// <summary>Changes the bias.</summary>
    /// <param name="values"><see cref="BiasParameters"/> numbers.</param>
    public void SetBias(ReadOnlySpan<double> values)
    {
        if (SharesBias)
        {
            BiasArray.AsSpan().Fill(values[0]);
        }
        else
        {
            values.CopyTo(BiasArray);
        }
    }

    private static double[] Repeated(double value, int count)
    {
        double[] all = new double[count];
        Array.Fill(all, value);
        return all;
    }
}
