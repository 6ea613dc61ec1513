using System.Diagnostics;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Checking;

/// <summary>An oracle that is starting or has started; it turns fixtures into questions and answers into results.</summary>
internal sealed class StartedOracle
{
    private readonly IOracle _oracle;
    private readonly Lock _lock = new();
    private Exchange? _first;

    /// <summary>Starts an oracle, and waits for nothing.</summary>
    /// <param name="oracle">The oracle.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public StartedOracle(IOracle oracle, CancellationToken cancellationToken)
    {
        _oracle = oracle;
        Report = StartAsync(cancellationToken);
    }

    /// <summary>What it says of itself, as soon as it has said it.</summary>
    public Task<OracleReport> Report { get; }

    /// <summary>Asks for the numbers of a fixture, once the oracle has started.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="format">What to calculate in; null for the finest that the oracle offers.</param>
    /// <param name="cancellationToken">Gives the question up.</param>
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
                $"it was asked for {ContractNames.Of(asked)} and calculates in {string.Join(", ", available.Formats.Select(ContractNames.Of))} only");
        }

        OracleQuestion question = Question(fixture, asked);
        string? lacking = question.Layers.Select(layer => layer.Activation).FirstOrDefault(name => !available.Activations.Contains(name));
        if (lacking is not null)
        {
            return Without(ComparisonStatus.Unavailable, $"it does not offer the activation {lacking}");
        }

        OracleAnswer answer = await _oracle.AskAsync(question, cancellationToken);
        if (answer is OracleAnswer.Computed exchanged)
        {
            KeepFirst(new Exchange(fixture.Name, question, exchanged));
        }

        return answer switch
        {
            OracleAnswer.Computed computed when Lacking(computed, fixture.Layout) is { } lack
                => Without(ComparisonStatus.Failed, $"its answer lacks {lack}"),
            OracleAnswer.Computed computed => new OracleResult(report.Name, ComparisonStatus.Computed, null, Result(report.Name, fixture, asked, computed)),
            OracleAnswer.Unavailable unavailable => Without(ComparisonStatus.Unavailable, unavailable.Reason),
            OracleAnswer.Failed failed => Without(ComparisonStatus.Failed, failed.Reason),
            _ => throw new InvalidOperationException("An answer is Computed, Unavailable or Failed."),
        };

        OracleResult Without(ComparisonStatus status, string reason) => new(report.Name, status, reason, null);
    }

    /// <summary>The report at the end of a run: what the oracle said of itself, and what the run showed of it.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<OracleReport> ConcludeAsync(CancellationToken cancellationToken)
    {
        string?[] notes = [await DescribeChangesAsync(cancellationToken), _oracle.Remark];
        string note = string.Join("; ", notes.OfType<string>());
        return (await Report) with { Note = note.Length == 0 ? null : note, Fault = _oracle.Fault };
    }

    /// <summary>Keeps the question of the run that is asked twice. Which answer comes first differs from run to run; which name is the first does not.</summary>
    private void KeepFirst(Exchange exchange)
    {
        lock (_lock)
        {
            if (_first is null || string.CompareOrdinal(exchange.Fixture, _first.Fixture) < 0)
            {
                _first = exchange;
            }
        }
    }

    /// <summary>Asks one question of the run a second time: an oracle whose bits change cannot show a change of the last bit.</summary>
    private async Task<string?> DescribeChangesAsync(CancellationToken cancellationToken)
    {
        if (_first is not { } first || await _oracle.AskAsync(first.Question, cancellationToken) is not OracleAnswer.Computed second)
        {
            return null;
        }

        int changed = first.Answer.Numbers.CountDifferentBits(second.Numbers);
        return changed == 0
            ? null
            : FormattableString.Invariant($"not deterministic: asked twice for {first.Fixture}, it gave other bits for {changed} of its numbers");
    }

    private async Task<OracleReport> StartAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        OracleStatus status = await _oracle.StartAsync(cancellationToken);
        return OracleReport.Of(_oracle, status) with { StartTime = Stopwatch.GetElapsedTime(start) };
    }

    private static IndependentResult Result(string name, Fixture fixture, FloatFormat format, OracleAnswer.Computed computed)
        => new(name, ResultKind.Oracle, new NumberPrecision.Format(format), fixture.Loss, computed.Numbers) { Errors = computed.Errors };

    /// <summary>The first tensor that an answer must have and does not have whole; null where there is none. An oracle that estimates its errors may leave numbers
    /// out.</summary>
    private static string? Lacking(OracleAnswer.Computed answer, TensorLayout asked)
    {
        TensorSet numbers = answer.Numbers;
        TensorSlot? lack = asked.Slots.FirstOrDefault(slot => slot.Quantity is Quantity.Loss or Quantity.Gradient
            && (numbers[slot]?.Length != slot.Length || (answer.Errors is null && numbers.Missing(slot)?.Contains(true) == true)));
        return lack is null ? null : lack.Quantity == Quantity.Loss ? "the loss"
            : FormattableString.Invariant($"the gradient of layer {lack.Layer + 1}, {(lack.Parameter == ParameterTensor.Bias ? "bias" : "weights")}");
    }

    private static OracleQuestion Question(Fixture fixture, FloatFormat format) => new()
    {
        Layout = fixture.Layout,
        Format = format,
        Layers = [.. fixture.Network.Layers.Select(layer => new OracleLayer(
            layer.WeightMemory,
            layer.HasBias ? (ReadOnlyMemory<double>?)layer.BiasMemory : null,
            ContractNames.Of(layer.Activation.Kind),
            layer.Activation.HasAlpha ? layer.Activation.Alpha : null))],
        Inputs = fixture.Batch.InputMemory,
        Labels = fixture.Batch.LabelMemory,
        LossKind = ContractNames.Of(fixture.Loss.Kind),
        Reduction = ContractNames.Of(fixture.Loss.Reduction),
    };

    private sealed record Exchange(string Fixture, OracleQuestion Question, OracleAnswer.Computed Answer);
}
