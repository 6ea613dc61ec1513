using System.Buffers;
using System.Text.Json;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Messages;

/// <summary>Writes questions as requests of the protocol. A number gets the shortest text that reads back as the same double.</summary>
internal static class QuestionWriter
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    /// <summary>The request on one line, including the line's end.</summary>
    /// <param name="id">The number that the answer must carry.</param>
    /// <param name="question">The question.</param>
    public static ReadOnlyMemory<byte> Write(long id, OracleQuestion question)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, id);
            json.WriteString("precision"u8, ContractWords.Of(question.Format));
            WriteLayers(json, question);
            WriteMatrix(json, "inputs"u8, question.Inputs.Span, question.Layout.Layers[0].Inputs);
            WriteMatrix(json, "labels"u8, question.Labels.Span, question.Layout.Layers[^1].Units);
            json.WriteStartObject("loss"u8);
            json.WriteString("kind"u8, question.LossKind);
            json.WriteString("reduction"u8, question.Reduction);
            if (question.LossDelta is { } delta)
            {
                json.WriteNumber("delta"u8, delta);
            }

            json.WriteEndObject();
            if (question.Regularization is { } regularization)
            {
                WriteRegularization(json, regularization);
            }

            if (question.Training is { } training)
            {
                WriteTraining(json, training);
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private static void WriteRegularization(Utf8JsonWriter json, OracleRegularization regularization)
    {
        json.WriteStartObject("regularization"u8);
        json.WriteNumber("l2"u8, regularization.L2);
        json.WriteNumber("l1"u8, regularization.L1);
        json.WriteBoolean("half"u8, regularization.Half);
        json.WriteBoolean("biases"u8, regularization.Biases);
        json.WriteEndObject();
    }

    private static void WriteTraining(Utf8JsonWriter json, OracleTraining training)
    {
        json.WriteStartObject("training"u8);
        json.WriteNumber("learningRate"u8, training.LearningRate);
        json.WriteNumber("steps"u8, training.Steps);
        json.WriteBoolean("biases"u8, training.Biases);
        json.WriteString("order"u8, training.BySamples ? "samples"u8 : "batch"u8);
        json.WriteStartObject("optimizer"u8);
        json.WriteString("kind"u8, training.Optimizer);
        foreach ((string name, double value) in training.Parameters)
        {
            if (OracleTraining.IsFlag(name))
            {
                json.WriteBoolean(name, value != 0);
            }
            else
            {
                json.WriteNumber(name, value);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLayers(Utf8JsonWriter json, OracleQuestion question)
    {
        json.WriteStartArray("layers"u8);
        for (int l = 0; l < question.Layers.Count; l++)
        {
            OracleLayer layer = question.Layers[l];
            json.WriteStartObject();
            WriteMatrix(json, "weights"u8, layer.Weights.Span, question.Layout.Layers[l].Inputs);
            if (layer.Bias is { } bias)
            {
                json.WriteStartArray("bias"u8);
                WriteNumbers(json, bias.Span);
                json.WriteEndArray();
            }

            json.WriteString("activation"u8, layer.Activation);
            if (layer.Alpha is { } alpha)
            {
                json.WriteNumber("alpha"u8, alpha);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMatrix(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<double> values, int columns)
    {
        json.WriteStartArray(name);
        for (int begin = 0; begin < values.Length; begin += columns)
        {
            json.WriteStartArray();
            WriteNumbers(json, values.Slice(begin, columns));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }
    }
}
