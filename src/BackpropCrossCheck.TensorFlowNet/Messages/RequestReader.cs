using System.Text.Json;
using BackpropCrossCheck.TensorFlowNet.Calculation;

namespace BackpropCrossCheck.TensorFlowNet.Messages;

/// <summary>Reads a request and checks that its sizes match.</summary>
internal static class RequestReader
{
    /// <summary>The question of a request.</summary>
    /// <param name="message">A line of JSON.</param>
    /// <exception cref="RequestException">It is not JSON, a field is missing or has the wrong type, or sizes do not match.</exception>
    public static Question Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw new RequestException($"The request is not valid JSON: {fault.Message}");
        }
    }

    private static Question Read(JsonElement request)
    {
        Matrix inputs = MatrixReader.Matrix(Field.Of(request, "inputs"), "inputs");
        List<DenseLayer> layers = Layers(Field.Of(request, "layers"), inputs.Columns);
        Matrix labels = MatrixReader.Matrix(Field.Of(request, "labels"), "labels");
        if (labels.Rows != inputs.Rows || labels.Columns != layers[^1].Units)
        {
            throw new RequestException(
                $"labels is {labels.Rows}×{labels.Columns}; {inputs.Rows} samples and {layers[^1].Units} outputs were expected.");
        }

        JsonElement loss = Field.Of(request, "loss");
        return new Question(
            Field.Word(request, "precision", ProtocolWords.Precisions) == "float64",
            layers,
            inputs,
            labels,
            Field.Word(loss, "kind", ProtocolWords.LossKinds),
            Field.Word(loss, "reduction", ProtocolWords.Reductions))
        {
            Delta = Field.Optional(loss, "delta") is { } delta ? MatrixReader.Number(delta, "loss.delta") : 1,
            Regularization = Field.Optional(request, "regularization") is { } given ? Regularization(given) : null,
        };
    }

    private static Regularization Regularization(JsonElement given)
    {
        double l2 = Strength(given, "l2");
        return new Regularization(Field.Flag(given, "half") ? l2 / 2 : l2, Strength(given, "l1"), Field.Flag(given, "biases"));
    }

    private static double Strength(JsonElement regularization, string name)
    {
        string place = $"regularization.{name}";
        double value = Field.Optional(regularization, name) is { } number ? MatrixReader.Number(number, place) : 0;
        return value >= 0 ? value : throw new RequestException($"{place} is negative or NaN; a number of at least 0 was expected.");
    }

    private static List<DenseLayer> Layers(JsonElement array, int inputs)
    {
        var layers = new List<DenseLayer>();
        foreach (JsonElement element in Field.Elements(array, "layers"))
        {
            DenseLayer layer = Layer(element, $"layers[{layers.Count}]");
            if (layer.Weights.Columns != inputs)
            {
                throw new RequestException($"layers[{layers.Count}].weights has {layer.Weights.Columns} columns; {inputs} were expected.");
            }

            layers.Add(layer);
            inputs = layer.Units;
        }

        return layers;
    }

    private static DenseLayer Layer(JsonElement element, string place)
    {
        Matrix weights = MatrixReader.Matrix(Field.Of(element, "weights"), $"{place}.weights");
        double[]? bias = Field.Optional(element, "bias") is { } numbers ? MatrixReader.Row(numbers, $"{place}.bias") : null;
        if (bias is not null && bias.Length != weights.Rows)
        {
            throw new RequestException($"{place}.bias has {bias.Length} numbers; {weights.Rows} were expected.");
        }

        string activation = Field.Word(element, "activation", ProtocolWords.Activations);
        double? alpha = Field.Optional(element, "alpha") is { } number ? MatrixReader.Number(number, $"{place}.alpha") : null;
        return new DenseLayer(weights, bias, activation, alpha ?? (activation == "elu" ? 1 : 0.01));
    }
}
