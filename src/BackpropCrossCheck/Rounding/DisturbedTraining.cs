using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>One repetition of a training, in which every rounded number is moved by its ρ with a random sign.</summary>
internal sealed class DisturbedTraining
{
    private readonly Fixture _fixture;
    private readonly OneSample? _window;
    private readonly Training _training;
    private readonly Optimizer _optimizer;
    private readonly OptimizerMemory _memory;
    private readonly FloatFormat _format;
    private readonly IReadOnlyCollection<UnitPosition>? _settledAtStart;
    private readonly RandomSigns _signs;
    private readonly RoundingAnalysis _analysis;
    private readonly Network _network;
    private readonly double _u;
    private readonly double _largest;

    /// <summary>Disturbs the initial parameters.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="training">Its training.</param>
    /// <param name="format">The format whose rounding is meant.</param>
    /// <param name="settledAtStart">Null to keep each unit on the engine's side of its kink. Otherwise a gradient is moved to one end of
    /// the range that units at a kink allow; the units given here have no such range at the first step.</param>
    /// <param name="signs">The random signs.</param>
    public DisturbedTraining(
        Fixture fixture, Training training, FloatFormat format, IReadOnlyCollection<UnitPosition>? settledAtStart, RandomSigns signs)
    {
        _training = training;
        _optimizer = training.Optimizer;
        _format = format;
        _settledAtStart = settledAtStart;
        _signs = signs;
        (_u, _, _largest, _) = format.Rounding;
        var parameters = new List<double[]>();
        _network = new Network(fixture.Network.Layers.Select(layer => layer.With(
            Start(layer.Weights, parameters), layer.HasBias ? Start(layer.CopyBias(), parameters) : null)));
        Parameters = [.. parameters];
        _memory = new OptimizerMemory(_optimizer, _network);
        _fixture = fixture;
        _window = fixture.TrainsBySamples ? new OneSample(fixture.Batch) : null;
        _analysis = new RoundingAnalysis(
            _network, _window?.Batch ?? fixture.Batch, fixture.Loss, regularization: fixture.Regularization);
    }

    /// <summary>The current parameters, layer by layer: the weights, then the bias if there is one.</summary>
    public double[][] Parameters { get; }

    /// <summary>Takes all steps.</summary>
    /// <param name="cancellationToken">Stops it between two steps.</param>
    /// <returns>L after the last step; NaN if the disturbed training leaves the outputs for which the loss is defined.</returns>
    public double Run(CancellationToken cancellationToken)
    {
        try
        {
            int samples = _window is null ? 1 : _fixture.Batch.Samples;
            for (int update = 0; update < _training.Steps * samples; update++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _window?.MoveTo(update % samples);
                _analysis.Recalculate();
                RoundingErrors errors = _analysis.Errors(_format, acrossKinks: _settledAtStart is not null);
                Step(errors.Values, Hull(errors.Kinks, isFirst: update == 0 && _window is null));
            }

            return _window is null
                ? _analysis.Pass.Forward()
                : new Backpropagation(_network, _fixture.Batch, _fixture.Loss, regularization: _fixture.Regularization).Forward();
        }
        catch (UndefinedLossException)
        {
            return double.NaN;
        }
    }

    private KinkHull? Hull(IReadOnlyList<UnitPosition> kinks, bool isFirst)
        => _settledAtStart is null || kinks.Count == 0 ? null : _analysis.Hull(isFirst ? kinks.Except(_settledAtStart) : kinks);

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

    private void Step(TensorSet rho, KinkHull? hull)
    {
        int next = 0;
        for (int l = 0; l < _network.Layers.Count; l++)
        {
            Descend(Parameters[next++], _analysis.Pass.WeightGradient(l), _memory.OfWeights(l), rho, hull, rho.Layout.WeightGradient(l));
            if (_network.Layers[l].HasBias)
            {
                double[] bias = Parameters[next++];
                if (_training.Biases)
                {
                    Descend(bias, _analysis.Pass.BiasGradient(l), _memory.OfBias(l), rho, hull, rho.Layout.BiasGradient(l)!);
                    _network.Layers[l].SetBias(bias);
                }
            }
        }

        _memory.Advance();
    }

    private void Descend(
        double[] parameters, ReadOnlySpan<double> gradient, Span<double> memory, TensorSet rho, KinkHull? hull, Step step)
    {
        double[] errors = rho[step]!;
        double[]? low = hull?.Low[step];
        double[]? high = hull?.High[step];
        int remembered = _optimizer.MemoryPerParameter;
        double roundings = _optimizer.Roundings(_memory.Update);
        for (int i = 0; i < parameters.Length; i++)
        {
            double own = _signs.Next();
            double sign = _signs.Next();
            double end = sign > 0 ? Math.Max(gradient[i], high?[i] ?? gradient[i]) : Math.Min(gradient[i], low?[i] ?? gradient[i]);
            double added = _optimizer.Updated(
                0, end + (sign * errors[i]), memory.Slice(i * remembered, remembered), _memory.Update, Arithmetic.Double);
            double size = Math.Abs(parameters[i]) + (roundings * Math.Abs(added));
            // Beyond the largest number the other side's format cannot hold the result.
            parameters[i] = size <= _largest && Math.Abs(_optimizer.LearningRate) <= _largest
                ? parameters[i] + ((own * _u * size) + added)
                : double.NaN;
        }
    }
}
