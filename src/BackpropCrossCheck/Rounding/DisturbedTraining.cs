using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>One repetition of a training, in which every rounded number is moved by its ρ, or a part of it, with a random sign.</summary>
/// <remarks>μ·sign(w) of the regularization makes a difference between a parameter that stays exactly 0 and one that leaves 0 by however
/// little. So there a gradient that has no error is not moved. Where rounding may take a gradient or a new parameter for 0, it is exactly
/// 0 for no unit, for half of them or for all, one seed after the other: 1 − z² is 0 for a saturated unit, and two terms may
/// cancel.</remarks>
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
    private readonly RandomSigns _losses;
    private readonly double _carelessUnits;
    private readonly Regularization _regularization;
    private readonly RoundingAnalysis _analysis;
    private readonly Network _network;
    private readonly double[][] _reach;
    private readonly double _scale;
    private readonly Disturbance _disturbance;
    private readonly RandomSigns _shared;
    private readonly double _u;
    private readonly double _largest;

    /// <summary>Disturbs the initial parameters.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="training">Its training.</param>
    /// <param name="format">The format whose rounding is meant.</param>
    /// <param name="settledAtStart">Null to keep each unit on the engine's side of its kink. Otherwise a gradient is moved to one end of
    /// the range that units at a kink allow; the units given here have no such range at the first step.</param>
    /// <param name="seed">The seed of the random signs.</param>
    /// <param name="scale">The part of its ρ by which each number is moved, above 0 to 1.</param>
    /// <param name="disturbance">What is moved together.</param>
    public DisturbedTraining(
        Fixture fixture,
        Training training,
        FloatFormat format,
        IReadOnlyCollection<UnitPosition>? settledAtStart,
        ulong seed,
        double scale,
        Disturbance disturbance = Disturbance.OwnSigns)
    {
        _scale = scale;
        _disturbance = disturbance;
        _shared = new RandomSigns(seed ^ 0x5555555555555555);
        _training = training;
        _optimizer = training.Optimizer;
        _format = format;
        _settledAtStart = settledAtStart;
        _signs = new RandomSigns(seed);
        // These signs have a generator of their own, so that a parameter that is 0 changes no other sign.
        _losses = new RandomSigns(~seed);
        _carelessUnits = (seed % 3) / 2.0;
        _regularization = fixture.Regularization;
        (_u, _, _largest, _) = format.Rounding;
        var parameters = new List<double[]>();
        _network = new Network(fixture.Network.Layers.Select(layer => layer.With(
            Start(layer.Weights, parameters), layer.HasBias ? Start(layer.CopyBias(), parameters) : null)));
        Parameters = [.. parameters];
        _reach = [.. parameters.Select(tensor => Array.ConvertAll(tensor, w => _u * Math.Abs(w)))];
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
                Step(
                    errors.Values,
                    Hull(errors.Kinks, isFirst: update == 0 && _window is null),
                    isLast: update == (_training.Steps * samples) - 1);
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
            double sign = _signs.Next();
            start[i] = _disturbance == Disturbance.Storage && Math.Abs(parameters[i]) <= _largest
                ? _format.Nearest(parameters[i])
                : FormatRounding.Moved(parameters[i], sign * _scale * _u * Math.Abs(parameters[i]));
        }

        all.Add(start);
        return start;
    }

    private void Step(TensorSet rho, KinkHull? hull, bool isLast)
    {
        // Before any parameter changes, as the errors are those of the parameters that the gradients were calculated with.
        TensorSet? withoutFlush = _regularization.L1 > 0 && Array.Exists(Parameters, parameters => parameters.Contains(0))
            ? _analysis.ErrorsWithoutFlush(_format, acrossKinks: _settledAtStart is not null)
            : null;
        int next = 0;
        for (int l = 0; l < _network.Layers.Count; l++)
        {
            Layer layer = _network.Layers[l];
            double[]? together = Together(layer);
            Step step = rho.Layout.WeightGradient(l);
            var weights = new GradientRange(step, rho, hull, withoutFlush?[step], _format.Rounding);
            Descend(next, _analysis.Pass.WeightGradient(l), _memory.OfWeights(l), weights, together, layer.Inputs);
            LoseSigns(next++, layer.Inputs, isLast);
            if (layer.HasBias)
            {
                if (_training.Biases)
                {
                    step = rho.Layout.BiasGradient(l)!;
                    double[]? ofBias = _regularization.Biases ? withoutFlush?[step] : null;
                    var biases = new GradientRange(step, rho, hull, ofBias, _format.Rounding);
                    double[]? ofUnits = _disturbance == Disturbance.SignsOfUnits ? together : null;
                    Descend(next, _analysis.Pass.BiasGradient(l), _memory.OfBias(l), biases, ofUnits, columns: 1);
                    LoseSigns(next, columns: 1, isLast || !_regularization.Biases);
                    layer.SetBias(Parameters[next]);
                }

                next++;
            }
        }

        _memory.Advance();
    }

    /// <summary>The signs that gradients of a layer share, one for each unit or for each input; null if they share none.</summary>
    private double[]? Together(Layer layer)
    {
        int count = _disturbance switch
        {
            Disturbance.OwnSigns or Disturbance.Storage => 0,
            Disturbance.SignsOfUnits => layer.Units,
            Disturbance.SignsOfInputs => layer.Inputs,
        };
        double[] signs = new double[count];
        for (int i = 0; i < count; i++)
        {
            signs[i] = _shared.Next();
        }

        return count == 0 ? null : signs;
    }

    /// <summary>The index of the sign that a gradient shares with others, which is that of its unit or of its input.</summary>
    private int SharedIndex(int index, int columns) => _disturbance == Disturbance.SignsOfUnits ? index / columns : index % columns;

    private void Descend(
        int tensor, ReadOnlySpan<double> gradient, Span<double> memory, GradientRange range, double[]? together, int columns)
    {
        double[] parameters = Parameters[tensor];
        int remembered = _optimizer.MemoryPerParameter;
        double roundings = _optimizer.Roundings(_memory.Update);
        bool isCareless = false;
        for (int i = 0; i < parameters.Length; i++)
        {
            isCareless = i % columns == 0 ? IsCareless() : isCareless;
            double own = _scale * _signs.Next();
            double sign = _signs.Next();
            double errors = _scale * (together is null ? sign : together[SharedIndex(i, columns)] * Math.CopySign(1, gradient[i]));
            double disturbed = parameters[i] == 0 && range.IsZero(i, gradient[i], isCareless)
                ? 0
                : range.Moved(i, gradient[i], errors);
            Span<double> remains = memory.Slice(i * remembered, remembered);
            double reach = Reach(gradient[i], range.Error(i), remains);
            double added = Added(disturbed, remains);
            double size = Math.Abs(parameters[i]) + (roundings * Math.Abs(added));
            _reach[tensor][i] = Quadrature.Of(_reach[tensor][i], _u * size, reach);
            // Beyond the largest number the other side's format cannot hold the result.
            parameters[i] = !(size <= _largest && Math.Abs(_optimizer.LearningRate) <= _largest) ? double.NaN
                : _disturbance == Disturbance.Storage ? _format.Nearest(parameters[i] + added)
                : parameters[i] + ((own * _u * size) + added);
        }
    }

    /// <summary>How far the error of a gradient moves what is added, without changing what is remembered; 0 where nothing asks for the
    /// sign of a parameter.</summary>
    private double Reach(double gradient, double error, ReadOnlySpan<double> memory)
    {
        if (_regularization.L1 == 0)
        {
            return 0;
        }

        Span<double> copy = stackalloc double[memory.Length];
        memory.CopyTo(copy);
        double moved = Added(gradient + error, copy);
        memory.CopyTo(copy);
        return Math.Abs(moved - Added(gradient, copy));
    }

    /// <summary>Whether the next unit loses what rounding may take for 0.</summary>
    private bool IsCareless() => _carelessUnits == 1 || (_carelessUnits > 0 && _losses.Next() > 0);

    private double Added(double gradient, Span<double> memory)
        => _optimizer.Updated(0, gradient, memory, _memory.Update, Arithmetic.Double);

    /// <summary>Makes parameters exactly 0 that rounding may take for 0, in careless units: where two terms cancel, one program gets 0
    /// and another one the roundings of its terms. After the last step nothing asks for the sign any more.</summary>
    private void LoseSigns(int tensor, int columns, bool isLast)
    {
        double[] parameters = Parameters[tensor];
        bool isCareless = false;
        for (int i = 0; i < parameters.Length && _regularization.L1 > 0 && !isLast; i++)
        {
            isCareless = i % columns == 0 ? IsCareless() : isCareless;
            if (isCareless && Math.Abs(parameters[i]) <= RoundingAnalysis.KinkWidth(_reach[tensor][i], _format.Rounding))
            {
                parameters[i] = 0;
            }
        }
    }
}
