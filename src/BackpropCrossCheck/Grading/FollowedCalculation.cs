using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading;

/// <summary>What every number of a hand calculation should be if it is calculated from the person's own earlier numbers: one pass through the calculation in
/// which each number that is given takes the place of the one that was worked out.</summary>
/// <remarks>A person may work out h' from the pre-activation or from the output (the paper does: 1 − 0.93²), and a cross-entropy from either; both ways are
/// kept. Where a number is not given, the one that follows from the earlier ones stands in for it, not rounded.</remarks>
internal sealed class FollowedCalculation
{
    private readonly Fixture _fixture;
    private readonly TensorSet _given;
    private readonly Loss _loss;
    private readonly TensorSet _own;
    private readonly double[][][] _candidates;

    private FollowedCalculation(Fixture fixture, TensorSet given, Loss loss)
    {
        _fixture = fixture;
        _given = given;
        _loss = loss;
        _own = new TensorSet(given.Layout);
        _candidates = new double[given.Layout.Capacity][][];
    }

    /// <summary>Follows a person's numbers.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="given">The person's numbers.</param>
    /// <param name="loss">The convention they are stated in.</param>
    public static FollowedCalculation Of(Fixture fixture, TensorSet given, Loss loss)
    {
        var followed = new FollowedCalculation(fixture, given, loss);
        followed.Forward();
        followed.Loss();
        followed.Backward();
        followed.Update();
        return followed;
    }

    /// <summary>What a tensor's numbers may be from the person's earlier ones, one array for each way to work them out; empty where they cannot be followed.</summary>
    /// <param name="slot">The tensor.</param>
    public IReadOnlyList<double[]> Candidates(TensorSlot slot) => _candidates[slot.Index] ?? [];

    private TensorLayout Layout => _given.Layout;

    private int Last => Layout.Layers.Count - 1;

    private ReadOnlySpan<double> OwnInputs(int layer) => layer == 0 ? _fixture.Batch.Inputs : _own[Layout.Output(layer - 1)];

    private void Forward()
    {
        for (int l = 0; l <= Last; l++)
        {
            Layer layer = _fixture.Network.Layers[l];
            double[] a = new double[Layout.PreActivation(l).Length];
            MatrixProduct.Default.TimesTransposed(OwnInputs(l), layer.Weights, a, layer.Inputs);
            for (int i = 0; i < a.Length && layer.HasBias; i++)
            {
                a[i] += layer.Bias[i % layer.Units];
            }

            Follow(Layout.PreActivation(l), a);
            Follow(Layout.Output(l), Activate(layer, _own[Layout.PreActivation(l)]!));
        }
    }

    private void Loss()
    {
        double[] fromOutputs = [FromOutputs(_own[Layout.Output(Last)]!)];
        if (LossFunction.IsFused(_loss, _fixture.Network.Layers[Last].Activation))
        {
            double[] fromPreActivations =
                [LossFunction.FromPreActivations(_loss, _own[Layout.PreActivation(Last)]!, _fixture.Batch.Labels, _fixture.Network.Outputs)];
            Follow(Layout.Loss, fromPreActivations, fromOutputs);
        }
        else
        {
            Follow(Layout.Loss, fromOutputs);
        }
    }

    private void Backward()
    {
        for (int l = Last; l >= 0; l--)
        {
            Layer layer = _fixture.Network.Layers[l];
            double[] a = _own[Layout.PreActivation(l)]!;
            double[] z = _own[Layout.Output(l)]!;
            if (l == Last && LossFunction.IsFused(_loss, layer.Activation))
            {
                FollowDeltas(l, FusedDeltas(Activate(layer, a)), FusedDeltas(z));
            }
            else
            {
                double[] s = l == Last ? OutputGradients() : FromAbove(l);
                FollowDeltas(l, Multiply(layer, a, Activate(layer, a), s), OutputForm.Multiply(layer, z, s));
            }

            Gradients(l, layer);
        }
    }

    private void FollowDeltas(int l, double[] fromPreActivations, double[]? fromOutputs)
    {
        bool outputsOnly = _given[Layout.PreActivation(l)] is null && _given[Layout.Output(l)] is not null;
        if (fromOutputs is null)
        {
            Follow(Layout.Delta(l), fromPreActivations);
        }
        else if (outputsOnly)
        {
            Follow(Layout.Delta(l), fromOutputs, fromPreActivations);
        }
        else
        {
            Follow(Layout.Delta(l), fromPreActivations, fromOutputs);
        }
    }

    private void Gradients(int l, Layer layer)
    {
        double[] delta = _own[Layout.Delta(l)]!;
        double[] weights = new double[Layout.WeightGradient(l).Length];
        MatrixProduct.Default.TransposedTimes(delta, OwnInputs(l), weights, Layout.Samples);
        Follow(Layout.WeightGradient(l), weights);
        if (Layout.BiasGradient(l) is { } slot)
        {
            double[] bias = new double[layer.Units];
            for (int i = 0; i < delta.Length; i++)
            {
                bias[i % layer.Units] += delta[i];
            }

            Follow(slot, bias);
        }
    }

    /// <summary>One step of gradient descent; after more than one, the person's numbers in between are not known, and only the loss is followed.</summary>
    private void Update()
    {
        if (_fixture.Training is not { } training)
        {
            return;
        }

        var updated = new List<Layer>();
        for (int l = 0; l <= Last; l++)
        {
            Layer layer = _fixture.Network.Layers[l];
            double[]? weights = Updated(Layout.UpdatedWeights(l), layer.Weights, Layout.WeightGradient(l), training.LearningRate, training);
            double[]? bias = Layout.UpdatedBias(l) is { } slot
                ? Updated(slot, layer.Bias, Layout.BiasGradient(l)!, training.Biases ? training.LearningRate : 0, training)
                : null;
            if (weights is null || (bias is null && layer.HasBias) || !AllFinite(weights) || !AllFinite(bias ?? []))
            {
                return;
            }

            updated.Add(new Layer(layer.Inputs, layer.Units, weights, bias, layer.Activation));
        }

        try
        {
            Follow(Layout.UpdatedLoss, [new Backpropagation(new Network(updated), _fixture.Batch, _loss).Forward()]);
        }
        catch (UndefinedLossException)
        {
            // The person's parameters lead to outputs for which there is no loss: nothing follows from them.
        }
    }

    private double[]? Updated(TensorSlot slot, ReadOnlySpan<double> parameters, TensorSlot gradientSlot, double rate, Training training)
    {
        if (training.Steps > 1)
        {
            return _given.Missing(slot) is null ? _given[slot] : null;
        }

        // The training descends the fixture's loss; the person's gradients are stated in the entry's convention.
        double factor = _loss.FactorTo(_fixture.Loss, Layout.Samples, _fixture.Network.Outputs);
        double[] gradient = _own[gradientSlot]!;
        double[] updated = new double[parameters.Length];
        for (int i = 0; i < updated.Length; i++)
        {
            updated[i] = parameters[i] - (rate * factor * gradient[i]);
        }

        Follow(slot, updated);
        return _own[slot];
    }

    /// <summary>Keeps the ways to work a tensor out, and sets the person's own numbers: the given ones, else those of the first way.</summary>
    private void Follow(TensorSlot slot, params double[][] ways)
    {
        _candidates[slot.Index] = ways;
        double[] own = (double[])ways[0].Clone();
        for (int i = 0; i < own.Length; i++)
        {
            if (_given.Has(slot, i))
            {
                own[i] = _given[slot]![i];
            }
        }

        _own.Set(slot, own);
    }

    private double FromOutputs(double[] y)
    {
        try
        {
            return LossFunction.FromOutputs(_loss, y, _fixture.Batch.Labels, _fixture.Network.Outputs);
        }
        catch (UndefinedLossException)
        {
            return double.NaN;
        }
    }

    private double[] OutputGradients()
    {
        double[] y = _own[Layout.Output(Last)]!;
        double[] g = new double[y.Length];
        try
        {
            LossFunction.OutputGradients(_loss, y, _fixture.Batch.Labels, g, _fixture.Network.Outputs);
        }
        catch (UndefinedLossException)
        {
            // The person's outputs have no loss, so no delta follows from them; NaN is near no number.
            Array.Fill(g, double.NaN);
        }

        return g;
    }

    private double[] FromAbove(int l)
    {
        Layer above = _fixture.Network.Layers[l + 1];
        double[] s = new double[Layout.Delta(l).Length];
        MatrixProduct.Default.Times(_own[Layout.Delta(l + 1)]!, above.Weights, s, above.Units);
        return s;
    }

    /// <summary>c·(y·Σt − t), as a person writes it.</summary>
    private double[] FusedDeltas(double[] y)
    {
        int units = _fixture.Network.Outputs;
        ReadOnlySpan<double> t = _fixture.Batch.Labels;
        double c = _loss.Scale(Layout.Samples, units);
        double[] delta = new double[y.Length];
        for (int i = 0; i < y.Length; i++)
        {
            double labelSum = 1;
            if (_loss.Kind == LossKind.CategoricalCrossEntropy)
            {
                labelSum = 0;
                foreach (double label in t.Slice(i / units * units, units))
                {
                    labelSum += label;
                }
            }

            delta[i] = c * ((y[i] * labelSum) - t[i]);
        }

        return delta;
    }

    private static double[] Activate(Layer layer, double[] a)
    {
        double[] z = new double[a.Length];
        ActivationFunction.Apply(layer.Activation, a, z, layer.Units);
        return z;
    }

    private static double[] Multiply(Layer layer, double[] a, double[] z, double[] s)
    {
        double[] delta = new double[s.Length];
        ActivationFunction.Backpropagate(layer.Activation, a, z, s, delta, layer.Units);
        return delta;
    }

    private static bool AllFinite(double[] values) => Array.TrueForAll(values, double.IsFinite);
}
