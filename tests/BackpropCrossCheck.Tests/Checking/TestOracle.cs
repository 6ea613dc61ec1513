using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>An oracle that answers with the engine's numbers, which a test may change. They are rounded to float32 if a question asks for
/// that.</summary>
internal sealed class TestOracle(string name) : IOracle
{
    public string Name => name;

    public OracleStatus Status { get; init; } = new OracleStatus.Available(
        name, "1.0", [FloatFormat.Float32, FloatFormat.Float64], ContractNames.Activations);

    public Func<OracleQuestion, TensorSet, OracleAnswer> Answer { get; init; } = (_, numbers) => new OracleAnswer.Computed(numbers);

    /// <summary>Delays an answer, so that questions overtake each other.</summary>
    public Func<OracleQuestion, int> DelayMilliseconds { get; init; } = _ => 0;

    /// <summary>The fault that it shows from its first question on.</summary>
    public string? FaultOnceAsked { get; init; }

    public bool KeepsNothing { get; init; }

    public string? Fault => Questions.Count > 0 ? FaultOnceAsked : null;

    /// <summary>It greets when this task ends.</summary>
    public Task Greets { get; init; } = Task.CompletedTask;

    /// <summary>Called for each question, before it is answered.</summary>
    public Action<int> Asked { get; init; } = _ => { };

    public List<OracleQuestion> Questions { get; } = [];

    public async Task<OracleStatus> StartAsync(CancellationToken cancellationToken)
    {
        await Greets.WaitAsync(cancellationToken);
        return Status;
    }

    public async Task<OracleAnswer> AskAsync(OracleQuestion question, CancellationToken cancellationToken)
    {
        lock (Questions)
        {
            Questions.Add(question);
            Asked(Questions.Count);
        }

        await Task.Delay(DelayMilliseconds(question), cancellationToken);
        return Answer(
            question, Planted.Rounded(new BackpropagationEngine().Calculate(FixtureOf(question), cancellationToken), question.Format));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>An oracle with changed numbers. Changes go by place rather than by question, so it must be asked only once.</summary>
    public static TestOracle Planting(string name, Func<TensorSet, TensorSet> plant)
        => new(name) { KeepsNothing = true, Answer = (_, numbers) => new OracleAnswer.Computed(plant(numbers)) };

    private static Fixture FixtureOf(OracleQuestion question) => new()
    {
        Name = "question",
        Network = new Network(question.Layers.Zip(question.Layout.Layers, (layer, shape) => new Layer(
            shape.Inputs, shape.Units, layer.Weights.ToArray(), layer.Bias?.ToArray(), Activated(layer)))),
        Batch = new Batch(question.Layout.Samples, question.Inputs.ToArray(), question.Labels.ToArray()),
        Loss = new Loss(LossTerm.Named(question.LossKind)!, ContractNames.ParseReduction(question.Reduction)!.Value),
        Regularization = question.Regularization is { } added
            ? new Regularization(added.L2, added.L1) { Half = added.Half, Biases = added.Biases }
            : Regularization.None,
        Training = question.Training is { } training ? Trained(training) : null,
    };

    private static Training Trained(OracleTraining training) => new(training.LearningRate, training.Steps, training.Biases)
    {
        BySamples = training.BySamples,
        Rule = Optimizer.Named(training.Optimizer)!.WithParameters(
            name => training.Parameters.Single(parameter => parameter.Name == name).Value),
    };

    private static Activation Activated(OracleLayer layer)
    {
        Activation activation = Activation.Named(layer.Activation)!;
        return layer.Alpha is { } alpha ? activation.WithAlpha(alpha) : activation;
    }
}
