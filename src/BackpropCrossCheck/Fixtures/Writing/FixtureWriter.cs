using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Fixtures.Writing;

/// <summary>Writes a network with its data and loss as a fixture, without other people's results.</summary>
internal static class FixtureWriter
{
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of the file.</summary>
    /// <param name="fixture">The fixture.</param>
    public static string Of(Fixture fixture)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("name", fixture.Name);
            WriteOptional(json, "description", fixture.Description);
            WriteOptional(json, "source", fixture.Source);
            json.WriteStartArray("layers");
            foreach (Layer layer in fixture.Network.Layers)
            {
                Write(json, layer);
            }

            json.WriteEndArray();
            WriteRows(json, "inputs", fixture.Batch.Inputs, fixture.Batch.InputWidth);
            WriteRows(json, "labels", fixture.Batch.Labels, fixture.Batch.LabelWidth);
            json.WriteStartObject("loss");
            json.WriteString("kind", fixture.Loss.Term.Name);
            json.WriteString("reduction", ContractNames.Of(fixture.Loss.Reduction));
            if (fixture.Loss.Term.Delta is { } delta)
            {
                json.WriteNumber("delta", delta);
            }

            json.WriteEndObject();
            if (!fixture.Regularization.IsNone)
            {
                Write(json, fixture.Regularization);
            }

            if (fixture.Training is { } training)
            {
                json.WriteStartObject("training");
                json.WriteNumber("learningRate", training.LearningRate);
                json.WriteNumber("steps", training.Steps);
                json.WriteBoolean("biases", training.Biases);
                if (!training.IsPlain)
                {
                    Write(json, training.Rule);
                }

                if (training.BySamples)
                {
                    json.WriteString("order", "samples");
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Regularization regularization)
    {
        json.WriteStartObject("regularization");
        json.WriteNumber("l2", regularization.L2);
        json.WriteNumber("l1", regularization.L1);
        json.WriteBoolean("half", regularization.Half);
        json.WriteBoolean("biases", regularization.Biases);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Optimizer rule)
    {
        json.WriteStartObject("optimizer");
        json.WriteString("kind", rule.Name);
        foreach ((string name, double value) in rule.Parameters)
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
    }

    private static void Write(Utf8JsonWriter json, Layer layer)
    {
        json.WriteStartObject();
        WriteRows(json, "weights", layer.Weights, layer.Inputs);
        if (layer.SharesBias)
        {
            json.WriteNumber("bias", layer.Bias[0]);
        }
        else if (layer.HasBias)
        {
            json.WriteStartArray("bias");
            WriteNumbers(json, layer.Bias);
            json.WriteEndArray();
        }

        json.WriteString("activation", layer.Activation.Name);
        if (layer.Activation.Alpha is { } alpha)
        {
            json.WriteNumber("alpha", alpha);
        }

        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, string name, ReadOnlySpan<double> numbers, int columns)
    {
        json.WriteStartArray(name);
        for (int from = 0; from < numbers.Length; from += columns)
        {
            json.WriteStartArray();
            WriteNumbers(json, numbers.Slice(from, columns));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, ReadOnlySpan<double> numbers)
    {
        foreach (double number in numbers)
        {
            json.WriteNumberValue(number);
        }
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
