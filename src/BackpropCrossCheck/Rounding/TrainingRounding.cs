using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>ρ after training, by measurement: the training is repeated in double precision, with everything that the other side rounds
/// moved by its ρ with a random sign. Adding up ρ over the steps would grow without bound and say nothing after a few.</summary>
/// <remarks>Source: Monte Carlo arithmetic, Parker 1997; Verificarlo, 2016. The seed and the number of repetitions are fixed, so that the
/// same fixture gives the same ρ everywhere.</remarks>
internal sealed class TrainingRounding
{
    private const ulong Seed = 20250727;

    /// <summary>How many times the largest parameter ρ of any may be. If one is more, rounding decides where the whole training ends, and
    /// the repetitions show only a few of the ends: each parameter is then allowed what the worst of them is.</summary>
    private const double Reach = 4;

    /// <summary>How many repetitions move each number by which part of its ρ, and how. What follows is not always the larger for being
    /// disturbed more: an optimizer that divides by the size of the gradients makes the same step of a small error as of a large
    /// one.</summary>
    private static readonly (int Repetitions, double Scale, Disturbance Disturbance)[] Groups =
    [
        (32, 1, Disturbance.OwnSigns),
        (8, 1.0 / 8, Disturbance.OwnSigns),
        (8, 1.0 / 64, Disturbance.OwnSigns),
        (4, 1.0 / 64, Disturbance.Storage),
        (4, 1.0 / 2, Disturbance.SignsOfUnits),
        (4, 1.0 / 2, Disturbance.SignsOfInputs),
    ];

    private readonly Fixture _fixture;
    private readonly Training _training;
    private readonly Network _final;
    private readonly CancellationToken _cancellation;

    /// <summary>Does the undisturbed training.</summary>
    /// <param name="fixture">A fixture with training.</param>
    /// <param name="training">Its training.</param>
    /// <param name="cancellationToken">Stops the training and its repetitions.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for an output during the training.</exception>
    public TrainingRounding(Fixture fixture, Training training, CancellationToken cancellationToken = default)
    {
        _cancellation = cancellationToken;
        _fixture = fixture;
        _training = training;
        ITraining descent = training.Start(fixture.Network, fixture.Batch, fixture.Loss, fixture.Regularization);
        for (int step = 0; step < training.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            descent.Step();
        }

        _final = descent.Network;
        FinalLoss = descent.LossValue();
        HasDiverged = !double.IsFinite(FinalLoss) || Parameters(_final).Any(parameters => parameters.Any(w => !double.IsFinite(w)));
    }

    /// <summary>True if a parameter or the loss after training is not finite.</summary>
    public bool HasDiverged { get; }

    /// <summary>L after the undisturbed training.</summary>
    public double FinalLoss { get; }

    /// <summary>Adds ρ of the updated parameters and the updated loss. Each unit stays on the engine's side of its kinks.</summary>
    /// <param name="rho">The set to which it is added.</param>
    /// <param name="format">The format whose rounding is meant.</param>
    public void AddTo(TensorSet rho, FloatFormat format)
    {
        double u = format.Rounding.UnitRoundoff;
        double[][] final = Parameters(_final);
        TrainingDeviations deviations = Repeat(format, settledAtStart: null);
        double[][] errors = [.. final.Select((parameters, tensor) => AtLeastOneRounding(deviations.Errors(tensor), parameters, u))];
        double largest = errors.SelectMany(error => error).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        bool decides = largest > Reach * final.Max(parameters => parameters.Max(Math.Abs));
        double ofPenalty = 0;
        int next = 0;
        foreach (Step step in ParameterSteps(rho.Layout))
        {
            ofPenalty += step.IsBias && !_fixture.Regularization.Biases ? 0 : OfUnknownSigns(final[next], errors[next]);
            rho.Set(
                step,
                decides && (_training.Biases || !step.IsBias)
                    ? Array.ConvertAll(errors[next], error => double.IsFinite(error) ? largest : error)
                    : errors[next]);
            next++;
        }

        if (rho.Layout.HasOptional)
        {
            AddUpdates(rho, format);
        }

        RoundingAnalysis analysis = AnalysisOf(_final, _fixture.Batch);
        analysis.Recalculate();
        double table = analysis.Errors(format, acrossKinks: false).Values[rho.Layout.Loss]![0];
        rho.Set(rho.Layout.UpdatedLoss, [((decides ? Reach : 1) * deviations.LossError) + table + ofPenalty]);
    }

    private static double[] AtLeastOneRounding(double[] errors, double[] parameters, double u)
        => [.. errors.Zip(parameters, (error, w) => Math.Max(error, u * Math.Abs(w)))];

    /// <summary>How far parameters of unknown sign move the regularization in the loss. μ·sign(w) moves such a parameter by ημ there and
    /// back, until one side has lost what was left of w: its step is then 0, the other side's ημ. All such parameters do so at once,
    /// and magnitudes do not cancel, which random signs do not show.</summary>
    private double OfUnknownSigns(double[] parameters, double[] rho)
    {
        double sum = 0;
        for (int i = 0; i < rho.Length && _fixture.Regularization.L1 > 0; i++)
        {
            sum += rho[i] < Math.Abs(parameters[i])
                ? 0
                : (_fixture.Regularization.OfSquares * rho[i] * rho[i]) + (_fixture.Regularization.L1 * rho[i]);
        }

        return sum;
    }

    /// <summary>Adds ρ of what the first step adds to each parameter: ρ(∂L/∂w) through the update rule, and
    /// the rule's own rounding.</summary>
    private void AddUpdates(TensorSet rho, FloatFormat format)
    {
        if (_fixture.TrainsBySamples)
        {
            AddUpdatesBySamples(rho, format);
            return;
        }

        double u = format.Rounding.UnitRoundoff;
        var pass = new Backpropagation(_fixture.Network, _fixture.Batch, _fixture.Loss, regularization: _fixture.Regularization);
        pass.Run();
        Optimizer optimizer = _training.Optimizer;
        double roundings = optimizer.Roundings(1);
        for (int l = 0; l < _final.Layers.Count; l++)
        {
            rho.Set(
                rho.Layout.Find(Quantity.WeightUpdate, l)!,
                OfUpdates(pass.WeightGradient(l), rho[rho.Layout.WeightGradient(l)]!));
            if (rho.Layout.Find(Quantity.BiasUpdate, l) is { } bias)
            {
                rho.Set(
                    bias,
                    _training.Biases
                        ? OfUpdates(pass.BiasGradient(l), rho[rho.Layout.BiasGradient(l)!]!)
                        : new double[bias.Length]);
            }
        }

        double[] OfUpdates(ReadOnlySpan<double> gradient, double[] errors)
        {
            double[] result = new double[errors.Length];
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = optimizer.FirstError(gradient[i], errors[i]) + (roundings * u * Math.Abs(optimizer.FirstAdded(gradient[i])));
            }

            return result;
        }
    }

    /// <summary>The same for a first step of several updates: how far repetitions of it are from each other.</summary>
    private void AddUpdatesBySamples(TensorSet rho, FloatFormat format)
    {
        var first = new TrainingRounding(_fixture, _training with { Steps = 1 }, _cancellation);
        double[][] final = Parameters(first._final);
        TrainingDeviations deviations = first.Repeat(format, settledAtStart: null);
        int next = 0;
        foreach (Step step in ParameterSteps(rho.Layout))
        {
            double[] mean = deviations.Errors(next);
            double[] sizes = final[next++];
            rho.Set(
                rho.Layout.Find(step.IsBias ? Quantity.BiasUpdate : Quantity.WeightUpdate, step.Layer)!,
                [.. mean.Select((deviation, i) => deviation + (format.Rounding.UnitRoundoff * Math.Abs(sizes[i])))]);
        }
    }

    /// <summary>Adds the bounds of what the first step adds to each parameter, from those of the gradients.</summary>
    private void AddUpdatesAcrossKinks(TensorSet low, TensorSet high)
    {
        if (_fixture.TrainsBySamples)
        {
            return;
        }

        Optimizer optimizer = _training.Optimizer;
        foreach ((Quantity gradient, Quantity update) in ((Quantity, Quantity)[])
            [(Quantity.WeightGradient, Quantity.WeightUpdate), (Quantity.BiasGradient, Quantity.BiasUpdate)])
        {
            for (int l = 0; l < _final.Layers.Count; l++)
            {
                if (low.Layout.Find(update, l) is { } step && low[gradient, l] is { } below && high[gradient, l] is { } above
                    && (_training.Biases || !step.IsBias))
                {
                    low.Set(step, [.. below.Zip(above, (x, y) => Math.Min(optimizer.FirstAdded(x), optimizer.FirstAdded(y)))]);
                    high.Set(step, [.. below.Zip(above, (x, y) => Math.Max(optimizer.FirstAdded(x), optimizer.FirstAdded(y)))]);
                }
            }
        }
    }

    /// <summary>Adds the bounds of the updated parameters and the updated loss if units at a kink may be on either side.</summary>
    /// <param name="low">Receives the lower ends.</param>
    /// <param name="high">Receives the upper ends.</param>
    /// <param name="format">The format whose rounding is meant.</param>
    /// <param name="settledAtStart">The units at a kink that are certain at the first step.</param>
    /// <remarks>A single step goes to the ends of the intervals. Several steps may add up in more ways than the repetitions show, so four
    /// times their mean is used.</remarks>
    public void AddAcrossKinks(TensorSet low, TensorSet high, FloatFormat format, IReadOnlyCollection<UnitPosition> settledAtStart)
    {
        if (low.Layout.HasOptional)
        {
            AddUpdatesAcrossKinks(low, high);
        }

        double[][] final = Parameters(_final);
        TrainingDeviations deviations = Repeat(format, settledAtStart);
        int next = 0;
        foreach (Step step in ParameterSteps(low.Layout))
        {
            double[] reach = Array.ConvertAll(deviations.Errors(next), mean => 4 * mean);
            double[] below = _training.Steps == 1 ? deviations.Lowest(next) : Array.ConvertAll(reach, x => -x);
            double[] above = _training.Steps == 1 ? deviations.Highest(next) : reach;
            low.Set(step, [.. final[next].Zip(below, (w, deviation) => w + deviation)]);
            high.Set(step, [.. final[next].Zip(above, (w, deviation) => w + deviation)]);
            next++;
        }

        low.Set(low.Layout.UpdatedLoss, [FinalLoss - (4 * deviations.LossError)]);
        high.Set(low.Layout.UpdatedLoss, [FinalLoss + (4 * deviations.LossError)]);
    }

    /// <summary>Finds units at a kink after the first step of the undisturbed training or later, and outputs that are saturated at any step
    /// or after the training.</summary>
    /// <param name="format">The format whose rounding is meant.</param>
    /// <param name="kinks">Receives the units at a kink.</param>
    /// <param name="saturated">Receives the saturated outputs.</param>
    public void FindUndecidable(FloatFormat format, List<UnitPosition> kinks, List<UnitPosition> saturated)
    {
        Batch batch = _fixture.Batch;
        OneSample? window = _fixture.TrainsBySamples ? new OneSample(batch) : null;
        var descent = new FullBatchTraining(
            _fixture.Network,
            window?.Batch ?? batch,
            _fixture.Loss,
            _training.Optimizer,
            _training.Biases,
            regularization: _fixture.Regularization);
        RoundingAnalysis analysis = AnalysisOf(descent.Network, window?.Batch ?? batch);
        int samples = window is null ? 1 : batch.Samples;
        for (int update = 0; update < _training.Steps * samples; update++)
        {
            _cancellation.ThrowIfCancellationRequested();
            window?.MoveTo(update % samples);
            Look(analysis, window?.Batch ?? batch, update % samples, isFirst: update == 0);
            descent.Step();
        }

        Look(window is null ? analysis : AnalysisOf(descent.Network, batch), batch, 0, isFirst: false);

        void Look(RoundingAnalysis analysis, Batch of, int firstSample, bool isFirst)
        {
            analysis.Recalculate();
            RoundingErrors errors = analysis.Errors(format, acrossKinks: false);
            RoundingErrors engine = analysis.Errors(FloatFormat.Float64, acrossKinks: false);
            kinks.AddRange(isFirst && window is null ? [] : errors.Kinks.Select(Placed));
            saturated.AddRange(
                Saturation.Find(_fixture.Loss, descent.Network, of, analysis.Pass, errors.Values, engine.Values).Select(Placed));

            UnitPosition Placed(UnitPosition unit) => unit with { Sample = unit.Sample + firstSample };
        }
    }

    private RoundingAnalysis AnalysisOf(Network network, Batch batch)
        => new(network, batch, _fixture.Loss, regularization: _fixture.Regularization);

    private TrainingDeviations Repeat(FloatFormat format, IReadOnlyCollection<UnitPosition>? settledAtStart)
    {
        var deviations = new TrainingDeviations(Parameters(_final), FinalLoss);
        ulong seed = Seed;
        foreach ((int repetitions, double scale, Disturbance disturbance) in Groups)
        {
            for (int repetition = 0; repetition < repetitions; repetition++)
            {
                var disturbed = new DisturbedTraining(_fixture, _training, format, settledAtStart, seed++, scale, disturbance);
                double loss = disturbed.Run(_cancellation);
                deviations.Add(disturbed.Parameters, loss);
            }

            // With l1, what rounding may take for 0 is lost by a small disturbance as by a large one: that alone is no jump.
            bool isPart = scale < 1 && disturbance == Disturbance.OwnSigns && _fixture.Regularization.L1 == 0;
            deviations.EndGroup(scale, isPart);
        }

        return deviations;
    }

    /// <summary>The tensors of the updated parameters, in the order of <see cref="Parameters"/>.</summary>
    private IEnumerable<Step> ParameterSteps(TensorLayout layout)
    {
        for (int l = 0; l < _final.Layers.Count; l++)
        {
            yield return layout.UpdatedWeights(l);
            if (_final.Layers[l].HasBias)
            {
                yield return layout.UpdatedBias(l)!;
            }
        }
    }

    private static double[][] Parameters(Network network) => [.. network.Layers.SelectMany(layer =>
        layer.CopyBias() is { } bias ? new[] { layer.Weights.ToArray(), bias } : [layer.Weights.ToArray()])];
}
