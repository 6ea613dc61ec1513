using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Checking;

/// <summary>An oracle with what it said of itself; it turns fixtures into questions and answers into results.</summary>
/// <param name="Oracle">The oracle.</param>
/// <param name="Report">What it said.</param>
internal sealed record StartedOracle(IOracle Oracle, OracleReport Report)
{
    /// <summary>Asks for the numbers of a fixture.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="format">What to calculate in; null for the finest that the oracle offers.</param>
    /// <param name="cancellationToken">Gives the question up.</param>
    public async Task<OracleResult> AskAsync(Fixture fixture, FloatFormat? format, CancellationToken cancellationToken)
    {
        switch (Report.Status)
        {
            case OracleStatus.Unavailable unavailable:
                return Without(ComparisonStatus.Unavailable, unavailable.Reason);
            case OracleStatus.Failed failed:
                return Without(ComparisonStatus.Failed, failed.Reason);
        }

        var available = (OracleStatus.Available)Report.Status;
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

        return await Oracle.AskAsync(question, cancellationToken) switch
        {
            OracleAnswer.Computed computed when Lacking(computed.Numbers, fixture.Layout) is { } lack
                => Without(ComparisonStatus.Failed, $"its answer lacks {lack}"),
            OracleAnswer.Computed computed => new OracleResult(Report.Name, ComparisonStatus.Computed, null, new IndependentResult(
                Report.Name, ResultKind.Oracle, new NumberPrecision.Format(asked), fixture.Loss, computed.Numbers)),
            OracleAnswer.Unavailable unavailable => Without(ComparisonStatus.Unavailable, unavailable.Reason),
            OracleAnswer.Failed failed => Without(ComparisonStatus.Failed, failed.Reason),
            _ => throw new InvalidOperationException("An answer is Computed, Unavailable or Failed."),
        };
    }

    /// <summary>The first tensor that an answer must have and does not have whole; null where there is none.</summary>
    private static string? Lacking(TensorSet numbers, TensorLayout asked)
    {
        TensorSlot? lack = asked.Slots.FirstOrDefault(slot => slot.Quantity is Quantity.Loss or Quantity.Gradient
            && (numbers[slot]?.Length != slot.Length || numbers.Missing(slot)?.Contains(true) == true));
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

    private OracleResult Without(ComparisonStatus status, string reason) => new(Report.Name, status, reason, null);
}
