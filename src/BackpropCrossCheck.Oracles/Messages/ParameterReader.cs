using System.Text.Json;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Oracles.Messages;

/// <summary>Reads a field of an answer that has a number for each parameter.</summary>
/// <param name="field">The field.</param>
/// <param name="weightsOf">The tensor of a layer's weights.</param>
/// <param name="biasOf">The tensor of a layer's bias; null if it has none.</param>
internal sealed class ParameterReader(string field, Func<TensorLayout, int, Step> weightsOf, Func<TensorLayout, int, Step?> biasOf)
{
    /// <summary>∂L/∂W and ∂L/∂b.</summary>
    public static ParameterReader Gradients { get; } = new(
        "gradients", (layout, layer) => layout.WeightGradient(layer), (layout, layer) => layout.BiasGradient(layer));

    /// <summary>W and b after training.</summary>
    public static ParameterReader UpdatedParameters { get; } = new(
        "updatedParameters", (layout, layer) => layout.UpdatedWeights(layer), (layout, layer) => layout.UpdatedBias(layer));

    /// <summary>Reads one object per layer. The reader is at the first token.</summary>
    /// <exception cref="FormatException">A layer, a tensor, a row or a number is missing, superfluous or wrong.</exception>
    public void Read(ref Utf8JsonReader reader, TensorSet into)
    {
        AnswerTensorReader.Array(ref reader, new Place(field), "an array with an object for each layer");
        int count = into.Layout.Layers.Count;
        int layer = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (layer < count)
            {
                ReadLayer(ref reader, into, layer);
            }
            else
            {
                reader.Skip();
            }

            layer++;
        }

        if (layer != count)
        {
            throw new Place(field).WrongCount(layer, count, "layer");
        }
    }

    private void ReadLayer(ref Utf8JsonReader reader, TensorSet into, int layer)
    {
        var place = new Place(field, layer);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw place.Wrong(MessageText.Token(ref reader), "an object with weights and bias");
        }

        Step weights = weightsOf(into.Layout, layer);
        Step? bias = biasOf(into.Layout, layer);
        var fields = new KnownFields($"{place}: ", "weights", "bias");
        while (fields.Next(ref reader) is { } name)
        {
            Place tensor = place with { Tensor = name };
            if (name == "weights")
            {
                into.Set(weights, AnswerTensorReader.Matrix(ref reader, weights, tensor));
            }
            else if (bias is not null)
            {
                into.Set(bias, AnswerTensorReader.Vector(ref reader, bias, tensor));
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                throw tensor.Wrong(MessageText.Token(ref reader), "none: the layer has no bias");
            }
        }

        Require(into, weights, place with { Tensor = "weights" });
        Require(into, bias, place with { Tensor = "bias" });
    }

    private static void Require(TensorSet set, Step? step, Place place)
    {
        if (step is not null && set[step] is null)
        {
            throw place.Wrong("nothing", step.IsWeights ? $"{step.Rows} rows" : $"{step.Rows} numbers");
        }
    }
}
