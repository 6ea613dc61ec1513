using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>One repetition of a training in which everything that is rounded is moved by its ρ with a random sign.</summary>
internal sealed class DisturbedTraining
{
    private readonly Training _training;
    private readonly FloatFormat _format;
    private readonly bool _acrossKinks;
    private readonly RandomSigns _signs;
    private readonly RoundingAnalysis _analysis;
    private readonly Network _network;
    private readonly double _u;
    private readonly double _largest;

    public DisturbedTraining(Fixture fixture, Training training, FloatFormat format, bool acrossKinks, RandomSigns signs)
    {
        _training = training;
        _format = format;
        _acrossKinks = acrossKinks;
        _signs = signs;
        (_u, _, _largest, _) = FormatRounding.Of(format);
        var parameters = new List<double[]>();
        _network = new Network(fixture.Network.Layers.Select(layer => new Layer(
            layer.Inputs, layer.Units, Start(layer.Weights, parameters), layer.HasBias ? Start(layer.Bias, parameters) : null, layer.Activation)));
        Parameters = [.. parameters];
        _analysis = new RoundingAnalysis(_network, fixture.Batch, fixture.Loss);
    }

    /// <summary>The parameters as they are now, layer by layer: weights, then bias where there is one.</summary>
    public double[][] Parameters { get; }

    /// <summary>Does all steps.</summary>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    /// <returns>L after the last one; NaN where the disturbed training leaves the outputs for which the loss is defined.</returns>
    public double Run(CancellationToken cancellationToken)
    {
        try
        {
            for (int step = 0; step < _training.Steps; step++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _analysis.Recalculate();
                Step(_analysis.Errors(_format, _acrossKinks).Values);
            }

            return _analysis.Pass.Forward();
        }
        catch (UndefinedLossException)
        {
            return double.NaN;
        }
    }

    private double[] Start(ReadOnlySpan<double> parameters, List<double[]> all)
    {
        double[] start = new double[parameters.Length];
        for (int i = 0; i < start.Length; i++)
        {
            start[i] = FormatRounding.Moved(parameters[i], _signs.Next() * _u * Math.Abs(parameters[i]));
        }

        all.Add(start);
        return start;
    }

    private void Step(TensorSet rho)
    {
        int next = 0;
        for (int l = 0; l < _network.Layers.Count; l++)
        {
            Descend(Parameters[next++], _analysis.Pass.WeightGradient(l), rho[rho.Layout.WeightGradient(l)]!);
            if (_network.Layers[l].HasBias)
            {
                double[] bias = Parameters[next++];
                if (_training.Biases)
                {
                    Descend(bias, _analysis.Pass.BiasGradient(l), rho[rho.Layout.BiasGradient(l)!]!);
                }
            }
        }
    }

    private void Descend(double[] parameters, ReadOnlySpan<double> gradient, double[] rho)
    {
        double rate = _training.LearningRate;
        for (int i = 0; i < parameters.Length; i++)
        {
            double size = Math.Abs(parameters[i]) + Math.Abs(rate * gradient[i]);
            if (!(size <= _largest && Math.Abs(rate) <= _largest))
            {
                // The other side cannot hold what comes out.
                parameters[i] = double.NaN;
                continue;
            }

            parameters[i] += (_signs.Next() * _u * size) - (rate * (gradient[i] + (_signs.Next() * rho[i])));
        }
    }
}
