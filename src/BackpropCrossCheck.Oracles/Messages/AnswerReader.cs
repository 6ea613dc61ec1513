using System.Text.Json;
using System.Text.Unicode;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Messages;

/// <summary>Reads answers of the protocol. A fault in one becomes a reason, never an exception.</summary>
internal static class AnswerReader
{
    /// <summary>The id of the question that a line answers.</summary>
    /// <returns>Null if the line has no readable id; it is then no answer.</returns>
    public static long? ReadId(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            // Any other fault in the line is found when the answer is read, and affects no other answer.
            var fields = new KnownFields("", "id") { PassesOverUnreadable = true };
            return fields.Next(ref reader) is not null && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long id)
                ? id
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The answer in a line.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="layout">The layout of the question that it answers.</param>
    public static OracleAnswer Read(ReadOnlySpan<byte> line, TensorLayout layout)
    {
        if (!Utf8.IsValid(line))
        {
            return Unusable("it is not UTF-8");
        }

        try
        {
            return Parse(line, layout);
        }
        catch (JsonException fault)
        {
            return Unusable($"it is not JSON from byte {fault.BytePositionInLine + 1} on; it begins with {MessageText.Beginning(line)}");
        }
        catch (FormatException fault)
        {
            return Unusable(fault.Message);
        }
        catch (InvalidOperationException)
        {
            // The text contains half of a surrogate pair: JSON's grammar allows that, Unicode does not.
            return Unusable("it has an escaped text that is not Unicode");
        }
    }

    private static OracleAnswer Parse(ReadOnlySpan<byte> line, TensorLayout layout)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        var set = new TensorSet(layout);
        string? error = null;
        bool hasGradients = false;
        var fields = new KnownFields(
            "", "id", "lossValue", "preActivations", "outputs", "deltas", "gradients", "error",
            "updatedParameters", "updatedLossValue");
        while (fields.Next(ref reader) is { } name)
        {
            if (reader.TokenType == JsonTokenType.Null && name is not ("id" or "lossValue" or "gradients"))
            {
                continue;
            }

            switch (name)
            {
                case "lossValue":
                    set.Set(layout.Loss, [AnswerTensorReader.Number(ref reader, new Place(name))]);
                    break;
                case "preActivations":
                    ReadLayers(ref reader, set, name, layout.PreActivation);
                    break;
                case "outputs":
                    ReadLayers(ref reader, set, name, layout.Output);
                    break;
                case "deltas":
                    ReadLayers(ref reader, set, name, layout.Delta);
                    break;
                case "gradients":
                    ParameterReader.Gradients.Read(ref reader, set);
                    hasGradients = true;
                    break;
                case "updatedParameters":
                    ParameterReader.UpdatedParameters.Read(ref reader, set);
                    break;
                case "updatedLossValue":
                    set.Set(layout.UpdatedLoss, [AnswerTensorReader.Number(ref reader, new Place(name))]);
                    break;
                case "error":
                    error = ReadError(ref reader);
                    break;
                default:
                    break;
            }
        }

        // Anything after the object on its line is invalid JSON, so the reader throws.
        reader.Read();
        return error is not null ? new OracleAnswer.Failed(error) : Complete(set, hasGradients);
    }

    private static OracleAnswer Complete(TensorSet set, bool hasGradients)
        => set[set.Layout.Loss] is null ? Unusable("lossValue: found nothing, expected a number")
            : !hasGradients ? Unusable(new Place("gradients").Wrong("nothing", Place.Counted(set.Layout.Layers.Count, "layer")).Message)
            : new OracleAnswer.Computed(WithSkipped(set));

    /// <summary>Marks as blank what an answer may omit: it is counted, and never taken for an agreement.</summary>
    private static TensorSet WithSkipped(TensorSet set)
    {
        foreach (Step step in set.Layout.Steps)
        {
            if (set[step] is null && step.Quantity is { IsIntermediate: true, IsOptional: false })
            {
                set.LeaveBlank(step);
            }
        }

        return set;
    }

    private static void ReadLayers(ref Utf8JsonReader reader, TensorSet into, string field, Func<int, Step> steps)
    {
        AnswerTensorReader.Array(ref reader, new Place(field), "an array with rows for each layer");
        int count = into.Layout.Layers.Count;
        int layer = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (layer >= count)
            {
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                into.Set(steps(layer), AnswerTensorReader.Matrix(ref reader, steps(layer), new Place(field, layer)));
            }

            layer++;
        }

        if (layer != count)
        {
            throw new Place(field).WrongCount(layer, count, "layer");
        }
    }

    private static string ReadError(ref Utf8JsonReader reader)
        => reader.TokenType == JsonTokenType.String
            ? reader.GetString() is { } text
                && !string.IsNullOrWhiteSpace(text) ? MessageText.Printable(text) : "it answered with an error and gave no reason."
            : throw new Place("error").Wrong(MessageText.Token(ref reader), "text");

    private static OracleAnswer.Failed Unusable(string fault) => new($"its answer cannot be used: {fault}.");
}
