using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using BackpropCrossCheck.TensorFlowNet.Calculation;

namespace BackpropCrossCheck.TensorFlowNet.Messages;

/// <summary>Writes the greeting and the answers, one line each.</summary>
/// <param name="output">The stream for them; flushed after every line.</param>
internal sealed class AnswerWriter(Stream output)
{
    // No line is ever embedded in HTML, and without escapes the reasons stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _line = new();

    /// <summary>The greeting of an oracle that works.</summary>
    /// <param name="version">The versions with which it calculates.</param>
    /// <param name="regularizes">Whether it can add a regularization to the loss.</param>
    public void Greet(string version, bool regularizes) => Line(json =>
    {
        Introduce(json);
        json.WriteString("version", version);
        Strings(json, "precisions", ProtocolWords.Precisions);
        Strings(json, "activations", ProtocolWords.Activations);
        json.WriteBoolean("regularization", regularizes);
    });

    /// <summary>The greeting of an oracle that cannot work here.</summary>
    /// <param name="reason">Why, and what to do about it.</param>
    public void GreetUnavailable(string reason) => Line(json =>
    {
        Introduce(json);
        json.WriteString("unavailable", reason);
    });

    /// <summary>The answer to a request.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="answer">The numbers.</param>
    public void Write(long id, Answer answer) => Line(json =>
    {
        json.WriteNumber("id", id);
        json.WritePropertyName("lossValue");
        NumberWriter.Number(json, answer.LossValue);
        NumberWriter.Matrices(json, "preActivations", answer.PreActivations);
        NumberWriter.Matrices(json, "outputs", answer.Outputs);
        NumberWriter.Matrices(json, "deltas", answer.Deltas);
        json.WriteStartArray("gradients");
        foreach (LayerGradient gradient in answer.Gradients)
        {
            NumberWriter.Gradient(json, gradient);
        }

        json.WriteEndArray();
    });

    /// <summary>The answer to a request that cannot be answered.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="text">Why.</param>
    public void WriteError(long id, string text) => Line(json =>
    {
        json.WriteNumber("id", id);
        json.WriteString("error", text);
    });

    private static void Introduce(Utf8JsonWriter json)
    {
        json.WriteNumber("protocol", 1);
        json.WriteString("oracle", ProtocolWords.Oracle);
    }

    private static void Strings(Utf8JsonWriter json, string name, string[] values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private void Line(Action<Utf8JsonWriter> fields)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, Options))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        _line.Write("\n"u8);
        output.Write(_line.WrittenSpan);
        output.Flush();
    }
}
