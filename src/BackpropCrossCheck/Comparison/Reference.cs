using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Comparison;

/// <summary>The engine's side of a fixture: its numbers, and how far another side's numbers in a given format may differ from
/// them.</summary>
public sealed class Reference
{
    private readonly Lock _lock = new();
    private readonly AllowedErrors?[] _allowed = new AllowedErrors?[2];
    private readonly AllowedErrors?[] _careful = new AllowedErrors?[2];
    private RoundingAnalysis? _analysis;
    private TrainingRounding? _training;

    /// <summary>Calculates the engine's numbers.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="engine">The engine.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public Reference(Fixture fixture, IGradientEngine engine)
        : this(fixture, engine, CancellationToken.None)
    {
    }

    /// <summary>Calculates the engine's numbers, including a training that may take too long.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="cancellationToken">Stops trainings, both here and later, when the rounding of their numbers is determined.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    /// <exception cref="OperationCanceledException">A training was stopped.</exception>
    public Reference(Fixture fixture, IGradientEngine engine, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        ArgumentNullException.ThrowIfNull(engine);
        Fixture = fixture;
        Cancellation = cancellationToken;
        Numbers = engine.Calculate(fixture, cancellationToken);
    }

    /// <summary>The fixture.</summary>
    public Fixture Fixture { get; }

    /// <summary>The engine's numbers, in the fixture's convention.</summary>
    public TensorSet Numbers { get; }

    /// <summary>The engine's network after training; null if there is no training, or a parameter is no longer finite.</summary>
    internal Network? UpdatedNetwork
    {
        get
        {
            TensorLayout layout = Fixture.Layout;
            bool isFinite = Fixture.Training is not null && layout.Steps.All(step => !step.Quantity.IsUpdatedParameter
                || (Numbers[step] is { } values && Array.TrueForAll(values, double.IsFinite)));
            return !isFinite ? null : new Network(Fixture.Network.Layers.Select((layer, l) => layer.With(
                Numbers[layout.UpdatedWeights(l)]!, layout.UpdatedBias(l) is { } bias ? Numbers[bias] : null)));
        }
    }

    /// <summary>Stops trainings.</summary>
    internal CancellationToken Cancellation { get; }

    /// <summary>True if the training gives numbers that are not finite.</summary>
    internal bool HasDiverged => Analyse().Training is { HasDiverged: true };

    /// <summary>The allowed differences between the engine and a format.</summary>
    internal AllowedErrors AllowedAgainst(FloatFormat format)
    {
        lock (_lock)
        {
            ref AllowedErrors? allowed = ref _allowed[(int)format];
            if (allowed is null)
            {
                (RoundingAnalysis analysis, TrainingRounding? training) = Analyse();
                allowed = AllowedErrors.Of(Fixture, analysis, training, format);
            }

            return allowed;
        }
    }

    /// <summary>The allowed differences between the engine and a format if the other side's formulas keep their digits.</summary>
    internal AllowedErrors CarefullyAllowedAgainst(FloatFormat format)
    {
        lock (_lock)
        {
            return _careful[(int)format] ??= AllowedErrors.OfCareful(Analyse().Analysis, format);
        }
    }

    /// <summary>The allowed differences between two results, neither of them the engine's, that were calculated in the same
    /// format.</summary>
    internal AllowedErrors AllowedBetween(FloatFormat format)
    {
        if (format == FloatFormat.Float64)
        {
            return AllowedAgainst(format);
        }

        lock (_lock)
        {
            (RoundingAnalysis analysis, TrainingRounding? training) = Analyse();
            return AllowedErrors.Of(Fixture, analysis, training, format, format);
        }
    }

    private (RoundingAnalysis Analysis, TrainingRounding? Training) Analyse()
    {
        lock (_lock)
        {
            if (_analysis is null)
            {
                _training = Fixture.Training is { } training ? new TrainingRounding(Fixture, training, Cancellation) : null;
                _analysis = new RoundingAnalysis(Fixture);
                _analysis.Recalculate();
            }

            return (_analysis, _training);
        }
    }
}
