using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Moves every result by its own possible rounding in a format, with a random sign.</summary>
/// <remarks>The amounts are those of the acceptance rule without the inherited part, which the calculation itself passes on. For sums over
/// many products, <see cref="Disturb"/> moves the parameters by the corresponding amount instead.</remarks>
/// <param name="fixture">The fixture of the calculation.</param>
/// <param name="format">The format.</param>
/// <param name="signs">The signs.</param>
internal sealed class DisturbedForm(Fixture fixture, FormatRounding format, RandomSigns signs) : ResultForm
{
    private readonly double[]?[] _preActivations = new double[]?[fixture.Network.Layers.Count];
    private readonly double[]?[] _outputs = new double[]?[fixture.Network.Layers.Count];

    /// <summary>A fixture whose inputs, labels and parameters are moved by their rounding. The parameters are also moved by the rounding of
    /// the sums that they are part of.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="format">The format.</param>
    /// <param name="signs">The signs.</param>
    public static Fixture Disturb(Fixture fixture, FormatRounding format, RandomSigns signs)
    {
        double u = format.UnitRoundoff;
        double[] Moved(ReadOnlySpan<double> values, double amount)
        {
            double[] moved = values.ToArray();
            for (int i = 0; i < moved.Length; i++)
            {
                moved[i] = FormatRounding.Moved(moved[i], signs.Next() * amount * Math.Abs(moved[i]));
            }

            return moved;
        }

        IEnumerable<Layer> layers = fixture.Network.Layers.Select(layer =>
        {
            double sum = (Math.Sqrt(Math.Max(layer.Inputs, layer.Units)) + 2) * u;
            return layer.With(Moved(layer.Weights, sum), layer.HasBias ? Moved(layer.CopyBias(), sum) : null);
        });
        Batch batch = fixture.Batch;
        return fixture.OfOtherNumbers(new Network(layers), new Batch(batch.Samples, Moved(batch.Inputs, u), Moved(batch.Labels, u)));
    }

    /// <inheritdoc/>
    public override double[] Of(Step step, double[] values)
    {
        double[] moved = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            moved[i] = values[i] + (signs.Next() * Amount(step, values, i));
        }

        if (step.Quantity == Quantity.PreActivation)
        {
            _preActivations[step.Layer] = moved;
        }
        else if (step.Quantity == Quantity.Output)
        {
            _outputs[step.Layer] = moved;
        }

        return moved;
    }

    private double Amount(Step step, double[] values, int i)
    {
        double u = format.UnitRoundoff;
        double size = u * Math.Abs(values[i]);
        Quantity quantity = step.Quantity;
        Layer layer = fixture.Network.Layers[Math.Max(step.Layer, 0)];
        return quantity == Quantity.Output ? OfOutput(layer, values, _preActivations[step.Layer]!, i)
            : quantity == Quantity.Derivative ? ActivationRounding.OfDerivative(
                (ElementwiseActivation)layer.Activation, _preActivations[step.Layer]![i], 0, _outputs[step.Layer]![i], format)
            : quantity == Quantity.Loss || quantity == Quantity.UpdatedLoss ? (fixture.Batch.Labels.Length + 16) * size
            : (Math.Sqrt(Terms(quantity.SummedOver, layer)) + quantity.OtherRoundings) * size;
    }

    private int Terms(Axis axis, Layer layer) => axis switch
    {
        Axis.One => 1,
        Axis.Sample => fixture.Batch.Samples,
        Axis.Unit => layer.Units,
        Axis.Input => layer.Inputs,
    };

    private double OfOutput(Layer layer, double[] z, double[] a, int i)
    {
        if (layer.Activation is ElementwiseActivation activation)
        {
            return ActivationRounding.OfOutput(activation, a[i], 0, z[i], format);
        }

        double largest = a.AsSpan(i / layer.Units * layer.Units, layer.Units).ToArray().Max();
        return (4 + Math.Abs(a[i] - largest) + Math.Sqrt(layer.Units)) * format.UnitRoundoff * z[i];
    }
}
