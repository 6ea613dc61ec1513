using System.Text;
using System.Text.Json;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Oracles.Messages;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.TensorFlowJs;

/// <summary>A network with the numbers that TensorFlow gave for it.</summary>
internal sealed record Recording(OracleQuestion Question, TensorSet Numbers)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Recorded");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static Recording Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        JsonElement root = document.RootElement;
        OracleLayer[] layers = [.. root.GetProperty("layers").EnumerateArray().Select(Layer)];
        double[] inputs = Matrix(root.GetProperty("inputs"), out int width);
        var shapes = new List<LayerShape>();
        int samples = inputs.Length / width;
        foreach (OracleLayer layer in layers)
        {
            shapes.Add(new LayerShape(width, layer.Weights.Length / width, layer.Bias is not null));
            width = shapes[^1].Units;
        }

        (string kind, string reduction) = Loss(root.GetProperty("loss"));
        var question = new OracleQuestion
        {
            Layout = new TensorLayout(samples, shapes),
            Format = FloatFormat.Float32,
            Layers = layers,
            Inputs = inputs,
            Labels = Matrix(root.GetProperty("labels"), out int _),
            LossKind = kind,
            Reduction = reduction,
        };
        // The last entry is the most precise one; its fields are those of an answer.
        byte[] entry = Encoding.UTF8.GetBytes(root.GetProperty("expected").EnumerateArray().Last().GetRawText());
        return new Recording(question, ((OracleAnswer.Computed)AnswerReader.Read(entry, question.Layout)).Numbers);
    }

    private static OracleLayer Layer(JsonElement layer) => new(
        Matrix(layer.GetProperty("weights"), out int _),
        layer.TryGetProperty("bias", out JsonElement bias) ? (ReadOnlyMemory<double>?)new ReadOnlyMemory<double>([.. bias.EnumerateArray().Select(number => number.GetDouble())]) : null,
        layer.GetProperty("activation").GetString()!,
        layer.TryGetProperty("alpha", out JsonElement alpha) ? alpha.GetDouble() : null);

    private static double[] Matrix(JsonElement rows, out int columns)
    {
        columns = rows[0].GetArrayLength();
        return [.. rows.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(number => number.GetDouble())];
    }

    private static (string Kind, string Reduction) Loss(JsonElement loss)
    {
        if (loss.ValueKind == JsonValueKind.Object)
        {
            return (loss.GetProperty("kind").GetString()!, loss.GetProperty("reduction").GetString()!);
        }

        return loss.GetString() == "mean-squared-error" ? ("squared-error", "mean-over-elements") : ("half-squared-error", "sum");
    }
}
