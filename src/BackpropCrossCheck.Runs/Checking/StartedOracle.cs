using System.Diagnostics;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Checking;

/// <summary>An oracle that is starting or has started. It turns fixtures into questions and answers into results.</summary>
internal sealed class StartedOracle
{
    private readonly IOracle _oracle;

    /// <summary>Starts an oracle without waiting for it.</summary>
    /// <param name="oracle">The oracle.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public StartedOracle(IOracle oracle, CancellationToken cancellationToken)
    {
        _oracle = oracle;
        Report = StartAsync(cancellationToken);
    }

    /// <summary>What it reports about itself, once it has done so.</summary>
    public Task<OracleReport> Report { get; }

    /// <summary>Whether nothing of one question can remain when the next is asked.</summary>
    public bool KeepsNothing => _oracle.KeepsNothing;

    /// <summary>How its answer changed, within what is allowed, when a question was repeated; null if it did not.</summary>
    public string? Change { get; set; }

    /// <summary>Why it gave no numbers when a question was repeated; null if it did.</summary>
    public string? SecondFault { get; set; }

    /// <summary>Asks for the numbers of a fixture, once the oracle has started.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="format">The format to calculate in; null for the most precise that the oracle offers.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    public async Task<OracleResult> AskAsync(Fixture fixture, FloatFormat? format, CancellationToken cancellationToken)
    {
        OracleReport report = await Report;
        switch (report.Status)
        {
            case OracleStatus.Unavailable unavailable:
                return Without(ComparisonStatus.Unavailable, unavailable.Reason);
            case OracleStatus.Failed failed:
                return Without(ComparisonStatus.Failed, failed.Reason);
        }

        var available = (OracleStatus.Available)report.Status;
        FloatFormat asked = format ?? available.Formats.Max();
        if (!available.Formats.Contains(asked))
        {
            return Without(
                ComparisonStatus.Unavailable,
                $"it was asked for {ContractWords.Of(asked)} and calculates in "
                    + $"{string.Join(", ", available.Formats.Select(ContractWords.Of))} only");
        }

        OracleQuestion question = Question(fixture, asked) with { Training = Training(fixture, available) };
        if (NotOffered(available, question, fixture.Network.Layers.Any(layer => layer.SharesBias)) is { } lacking)
        {
            return Without(ComparisonStatus.Unavailable, $"it does not offer the {lacking}") with { IsUnsupported = true };
        }

        OracleAnswer answer = (await AnswersAsync(async () => [await _oracle.AskAsync(question, cancellationToken)], cancellationToken))[0];
        return Result(report.Name, fixture, question, answer);

        OracleResult Without(ComparisonStatus status, string reason) => new(report.Name, status, reason, null);
    }

    /// <summary>Repeats a question that it has answered, after another one of the same shape.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Abandons the questions.</param>
    /// <returns>Its result for the mirror image, converted to the fixture, and its second result for the fixture.</returns>
    public async Task<(OracleResult Mirrored, OracleResult Second)> AskAgainAsync(
        Fixture fixture, OracleQuestion question, CancellationToken cancellationToken)
    {
        string name = (await Report).Name;
        OracleQuestion[] questions = [MirroredQuestion.Of(question), question];
        IReadOnlyList<OracleAnswer> answers = await AnswersAsync(
            () => _oracle.AskInTurnAsync(questions, cancellationToken), cancellationToken);
        OracleAnswer mirrored = answers[0] is OracleAnswer.Computed(var numbers, var errors)
            ? new OracleAnswer.Computed(MirroredQuestion.Numbers(numbers), errors is null ? null : MirroredQuestion.Errors(errors))
            : answers[0];
        return (Result(name, fixture, question, mirrored), Result(name, fixture, question, answers[^1]));
    }

    /// <summary>The report at the end of a run: what the oracle reported about itself, and what the run revealed about it.</summary>
    public async Task<OracleReport> ConcludeAsync()
    {
        string note = string.Join("; ", new[] { Change, _oracle.Remark }.OfType<string>());
        return (await Report) with { Note = note.Length == 0 ? null : note, Fault = _oracle.Fault ?? SecondFault };
    }

    private async Task<OracleReport> StartAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        OracleStatus status;
        try
        {
            status = await _oracle.StartAsync(cancellationToken);
        }
#pragma warning disable CA1031 // The boundary to an oracle: any exception is its own failure, and does not affect the others.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            status = new OracleStatus.Failed(Unforeseen(fault));
        }

        return OracleReport.Of(_oracle, status) with { StartTime = Stopwatch.GetElapsedTime(start) };
    }

    private static string? NotOffered(OracleStatus.Available offer, OracleQuestion question, bool sharesBias)
        => question.Layers.FirstOrDefault(layer => !offer.Activations.Contains(layer.Activation)) is { } layer
            ? $"activation {layer.Activation}"
            : !offer.Offers(question.LossKind) ? $"loss {question.LossKind}"
            : question.Regularization is null ? null
            : !offer.Regularizes ? "regularization of the weights"
            : question.Regularization.Biases && sharesBias ? "regularization of a bias that units share: it is asked about a bias for each"
            : null;

    private static async Task<IReadOnlyList<OracleAnswer>> AnswersAsync(
        Func<Task<IReadOnlyList<OracleAnswer>>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
#pragma warning disable CA1031 // The boundary to an oracle, as above.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return [new OracleAnswer.Failed(Unforeseen(fault))];
        }
    }

    private static string Unforeseen(Exception fault)
        => $"it could not be asked ({fault.GetType().Name}: {fault.Message}); please report this with the fixture";

    private static OracleResult Result(string name, Fixture fixture, OracleQuestion question, OracleAnswer answer) => answer switch
    {
        OracleAnswer.Computed computed when Lacking(computed, question.Layout) is { } lack => new OracleResult(
            name, ComparisonStatus.Failed, $"its answer lacks {lack}", null),
        OracleAnswer.Computed computed =>
            new OracleResult(
                name, ComparisonStatus.Computed, null, Numbers(name, fixture, question.Format, computed))
            { Question = question },
        OracleAnswer.Unavailable unavailable => new OracleResult(name, ComparisonStatus.Unavailable, unavailable.Reason, null),
        OracleAnswer.Failed failed => new OracleResult(name, ComparisonStatus.Failed, failed.Reason, null),
        _ => throw new InvalidOperationException("An answer is Computed, Unavailable or Failed."),
    };

    private static IndependentResult Numbers(string name, Fixture fixture, FloatFormat format, OracleAnswer.Computed answer)
    {
        OracleAnswer.Computed computed = UnsharedBias.Summed(answer, fixture.Layout);
        return new IndependentResult(name, ResultKind.Oracle, new NumberPrecision.Format(format), fixture.Loss, computed.Numbers)
        {
            Errors = computed.Errors,
        };
    }

    /// <summary>The first tensor that an answer must contain completely but does not; null if there is none. An oracle that estimates its
    /// errors may omit numbers.</summary>
    private static string? Lacking(OracleAnswer.Computed answer, TensorLayout asked)
    {
        TensorSet numbers = answer.Numbers;
        Step? lack = asked.Steps.FirstOrDefault(step => (step.IsGradient || step.Quantity == Quantity.Loss)
            && (numbers[step]?.Length != step.Length || (answer.Errors is null && numbers.Missing(step)?.Contains(true) == true)));
        return lack is null ? null : lack.Quantity == Quantity.Loss ? "the loss"
            : FormattableString.Invariant($"the gradient of layer {lack.Layer + 1}, {(lack.IsBias ? "bias" : "weights")}");
    }

    private static OracleQuestion Question(Fixture fixture, FloatFormat format) => new()
    {
        Layout = UnsharedBias.LayoutOf(fixture.Layout),
        Format = format,
        Layers = [.. fixture.Network.Layers.Select(layer => new OracleLayer(
            layer.WeightMemory,
            layer.HasBias ? (ReadOnlyMemory<double>?)layer.BiasMemory : null,
            layer.Activation.Name,
            layer.Activation.Alpha))],
        Inputs = fixture.Batch.InputMemory,
        Labels = fixture.Batch.LabelMemory,
        LossKind = fixture.Loss.Term.Name,
        LossDelta = fixture.Loss.Term.Delta,
        Reduction = ContractNames.Of(fixture.Loss.Reduction),
        Regularization = fixture.Regularization is { IsNone: false } added
            ? new OracleRegularization(added.L2, added.L1, added.Half, added.Biases)
            : null,
    };

    /// <summary>The training to ask for. Units that share one bias are asked about as if each had its own, and would be trained
    /// apart.</summary>
    private static OracleTraining? Training(Fixture fixture, OracleStatus.Available offer)
        => fixture.Training is not { } training || !offer.Optimizers.Contains(training.Rule.Name)
            || fixture.Network.Layers.Any(layer => layer.SharesBias)
            ? null
            : new OracleTraining(
                training.LearningRate,
                training.Steps,
                training.Biases,
                fixture.TrainsBySamples,
                training.Rule.Name,
                training.Rule.Parameters);
}
