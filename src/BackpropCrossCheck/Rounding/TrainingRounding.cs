using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>ρ after training, measured: the training is repeated in double precision, and everything that the other side rounds is moved by its ρ with a
/// random sign. Sums of ρ over the steps would grow without bound and tell nothing after a few.</summary>
/// <remarks>Source: Monte Carlo arithmetic, Parker 1997; Verificarlo, 2016. Seed and number of repetitions are fixed, so that the same fixture gives the
/// same ρ everywhere.</remarks>
internal sealed class TrainingRounding
{
    private const int Repetitions = 32;
    private const ulong Seed = 20250727;

    private readonly Fixture _fixture;
    private readonly Training _training;
    private readonly Network _final;
    private readonly CancellationToken _cancellation;

    /// <summary>Does the undisturbed training.</summary>
    /// <param name="fixture">A fixture with training.</param>
    /// <param name="training">Its training.</param>
    /// <param name="cancellationToken">Ends the training, and its repetitions.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for an output on the way.</exception>
    public TrainingRounding(Fixture fixture, Training training, CancellationToken cancellationToken = default)
    {
        _cancellation = cancellationToken;
        _fixture = fixture;
        _training = training;
        var descent = new GradientDescent(fixture.Network, fixture.Batch, fixture.Loss, training.LearningRate, training.Biases);
        for (int step = 0; step < training.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            descent.Step();
        }

        _final = descent.Network;
        FinalLoss = descent.LossValue();
        HasDiverged = !double.IsFinite(FinalLoss) || Parameters(_final).Any(parameters => parameters.Any(w => !double.IsFinite(w)));
    }

    /// <summary>True where a parameter or the loss after training is not finite.</summary>
    public bool HasDiverged { get; }

    /// <summary>L after the undisturbed training.</summary>
    public double FinalLoss { get; }

    /// <summary>Adds ρ of the updated parameters and the updated loss.</summary>
    /// <param name="rho">What it is added to.</param>
    /// <param name="format">The format that rounds.</param>
    /// <param name="acrossKinks">As in <see cref="RoundingAnalysis.Errors"/>.</param>
    public void AddTo(TensorSet rho, FloatFormat format, bool acrossKinks)
    {
        double u = FormatRounding.Of(format).UnitRoundoff;
        double[][] final = Parameters(_final);
        double[][] squares = [.. final.Select(parameters => new double[parameters.Length])];
        double lossSquares = 0;
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            var disturbed = new DisturbedTraining(_fixture, _training, format, acrossKinks, new RandomSigns(Seed + (ulong)repetition));
            double lossDeviation = disturbed.Run(_cancellation) - FinalLoss;
            lossSquares += lossDeviation * lossDeviation;
            for (int i = 0; i < final.Length; i++)
            {
                AddSquares(squares[i], disturbed.Parameters[i], final[i]);
            }
        }

        for (int i = 0; i < final.Length; i++)
        {
            for (int j = 0; j < squares[i].Length; j++)
            {
                squares[i][j] = Math.Max(Math.Sqrt(squares[i][j] / Repetitions), u * Math.Abs(final[i][j]));
            }
        }

        int next = 0;
        for (int l = 0; l < _final.Layers.Count; l++)
        {
            rho.Set(rho.Layout.UpdatedWeights(l), squares[next++]);
            if (_final.Layers[l].HasBias)
            {
                rho.Set(rho.Layout.UpdatedBias(l)!, squares[next++]);
            }
        }

        var analysis = new RoundingAnalysis(_final, _fixture.Batch, _fixture.Loss);
        analysis.Recalculate();
        double table = analysis.Errors(format, acrossKinks).Values[rho.Layout.Loss]![0];
        rho.Set(rho.Layout.UpdatedLoss, [Math.Sqrt(lossSquares / Repetitions) + table]);
    }

    /// <summary>Units at a kink and saturated outputs, at any step of the undisturbed training or after it.</summary>
    /// <param name="format">The format that rounds.</param>
    /// <param name="kinks">Gets the units at a kink.</param>
    /// <param name="saturated">Gets the saturated outputs.</param>
    public void FindUndecidable(FloatFormat format, List<UnitPosition> kinks, List<UnitPosition> saturated)
    {
        var descent = new GradientDescent(_fixture.Network, _fixture.Batch, _fixture.Loss, _training.LearningRate, _training.Biases);
        var analysis = new RoundingAnalysis(descent.Network, _fixture.Batch, _fixture.Loss);
        for (int step = 0; step <= _training.Steps; step++)
        {
            _cancellation.ThrowIfCancellationRequested();
            analysis.Recalculate();
            RoundingErrors errors = analysis.Errors(format, acrossKinks: false);
            RoundingErrors engine = analysis.Errors(FloatFormat.Float64, acrossKinks: false);
            kinks.AddRange(errors.Kinks);
            saturated.AddRange(Saturation.Find(_fixture.Loss, descent.Network, _fixture.Batch, analysis.Pass, errors.Values, engine.Values));
            if (step < _training.Steps)
            {
                descent.Step();
            }
        }
    }

    private static double[][] Parameters(Network network) => [.. network.Layers.SelectMany(layer =>
        layer.HasBias ? new[] { layer.Weights.ToArray(), layer.Bias.ToArray() } : [layer.Weights.ToArray()])];

    private static void AddSquares(double[] squares, double[] disturbed, double[] undisturbed)
    {
        for (int i = 0; i < squares.Length; i++)
        {
            double deviation = disturbed[i] - undisturbed[i];
            squares[i] += deviation * deviation;
        }
    }
}
