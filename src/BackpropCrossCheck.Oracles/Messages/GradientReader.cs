using System.Text.Json;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Oracles.Messages;

/// <summary>Reads the field "gradients" of an answer.</summary>
internal static class GradientReader
{
    private const string Field = "gradients";

    /// <summary>Reads one object per layer. The reader is at the first token.</summary>
    /// <exception cref="FormatException">A layer, a tensor, a row or a number is missing, superfluous or wrong.</exception>
    public static void Read(ref Utf8JsonReader reader, TensorSet into)
    {
        AnswerTensorReader.Array(ref reader, new Place(Field), "an array with an object for each layer");
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
            throw new Place(Field).WrongCount(layer, count, "layer");
        }
    }

    private static void ReadLayer(ref Utf8JsonReader reader, TensorSet into, int layer)
    {
        var place = new Place(Field, layer);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw place.Wrong(MessageText.Token(ref reader), "an object with weights and bias");
        }

        Step weights = into.Layout.WeightGradient(layer);
        Step? bias = into.Layout.BiasGradient(layer);
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
