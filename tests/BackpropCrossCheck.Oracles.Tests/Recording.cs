using System.Text;
using System.Text.Json;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Oracles.Messages;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests;

/// <summary>A network with the numbers that TensorFlow gave for it.</summary>
/// <param name="Question">The network, to be calculated in float32.</param>
/// <param name="Numbers">What TensorFlow gave.</param>
/// <param name="Format">What TensorFlow calculated in.</param>
internal sealed record Recording(OracleQuestion Question, TensorSet Numbers, FloatFormat Format)
{
    /// <summary>How far two calculations may be apart, relative to the largest number of the tensor: 335 units of the coarser roundoff, for
    /// networks of a few layers whose last differences cancel.</summary>
    /// <remarks>The product's own rule follows the rounding of each number; this one only has to tell right from wrong.</remarks>
    private const double BoundOfFloat32 = 2e-5;

    private const double BoundOfFloat64 = BoundOfFloat32 / (1L << 29);

    /// <summary>Its output is saturated: float32 itself is half a percent off there.</summary>
    private const string Saturated = "cross-entropy-0005";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Recorded");

    public static IEnumerable<string> Names
        => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    /// <summary>The recordings for comparisons with float64 calculations.</summary>
    public static IEnumerable<string> NamesForFloat64 => Names.Where(name => name != Saturated);

    /// <summary>Asserts that the numbers of the same network agree with the recording.</summary>
    /// <param name="numbers">Numbers that were calculated in <paramref name="format"/>.</param>
    /// <param name="format">Their format.</param>
    public void Expect(TensorSet numbers, FloatFormat format)
    {
        double bound = format == FloatFormat.Float64 && Format == FloatFormat.Float64 ? BoundOfFloat64 : BoundOfFloat32;
        Assert.Multiple(() =>
        {
            foreach (Step step in numbers.Layout.Steps.Where(step => Numbers[step] is not null))
            {
                double[] expected = Numbers[step]!;
                Assert.That(
                    numbers[step],
                    Is.EqualTo(expected).Within(bound * expected.Max(Math.Abs)),
                    $"{step.Quantity} of layer {step.Layer + 1}");
            }
        });
    }

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
        JsonElement entry = root.GetProperty("expected").EnumerateArray().Last();
        var answer = (OracleAnswer.Computed)AnswerReader.Read(Encoding.UTF8.GetBytes(entry.GetRawText()), question.Layout);
        return new Recording(question, answer.Numbers, ContractWords.ParseFormat(entry.GetProperty("precision").GetString()!)!.Value);
    }

    private static OracleLayer Layer(JsonElement layer) => new(
        Matrix(layer.GetProperty("weights"), out int _),
        layer.TryGetProperty("bias", out JsonElement bias)
            ? (ReadOnlyMemory<double>?)new ReadOnlyMemory<double>([.. bias.EnumerateArray().Select(number => number.GetDouble())])
            : null,
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
