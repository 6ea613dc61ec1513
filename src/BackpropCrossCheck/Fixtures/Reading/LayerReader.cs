using System.Text.Json;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads the layers of a network.</summary>
internal static class LayerReader
{
    private static readonly FieldTable Fields = new("a layer", 2, "weights", "activation", "bias", "alpha");

    /// <summary>Reads all layers.</summary>
    /// <param name="cursor">At the value; afterwards at its closing bracket.</param>
    /// <param name="offsets">Receives, for each layer, the bytes where its weights and its bias begin.</param>
    public static Network Read(ref JsonCursor cursor, List<(int Weights, int Bias)> offsets)
    {
        cursor.RequireArray("an array of layers, input side first");
        int offset = cursor.Offset;
        var layers = new List<Layer>();
        while (cursor.NextElement())
        {
            layers.Add(ReadLayer(ref cursor, layers, offsets));
        }

        return layers.Count > 0 ? new Network(layers) : throw cursor.FaultAt(offset, "layers is empty; a network has at least one layer.");
    }

    private static Layer ReadLayer(ref JsonCursor cursor, List<Layer> before, List<(int Weights, int Bias)> offsets)
    {
        if (cursor.Kind != JsonTokenType.StartObject)
        {
            throw cursor.WrongKind($"an object: layer {before.Count + 1}");
        }

        int offset = cursor.Offset;
        NumberRows weights = default;
        double[]? bias = null;
        bool sharesBias = false;
        int biasOffset = 0;
        Activation? activation = null;
        double alpha = 0;
        int alphaOffset = 0;
        FieldMarks met = default;
        while (cursor.NextField(Fields, ref met, out int field))
        {
            switch (field)
            {
                case 0:
                    weights = NumberArrayReader.Rows(ref cursor, "weights", "one number for each input");
                    break;
                case 1:
                    activation = NameReader.Activation(ref cursor);
                    break;
                case 2:
                    biasOffset = cursor.Offset;
                    sharesBias = cursor.Kind == JsonTokenType.Number;
                    bias = sharesBias ? [cursor.Number()] : ReadBias(ref cursor);
                    break;
                default:
                    alphaOffset = cursor.Offset;
                    alpha = cursor.Number("a number: the parameter alpha of the activation");
                    break;
            }
        }

        cursor.RequireFields(Fields, met, offset);
        CheckWeights(ref cursor, weights, before);
        activation = met.Has(3) ? WithAlpha(ref cursor, activation!, alpha, alphaOffset) : activation!;
        offsets.Add((weights.Offset, biasOffset));
        if (sharesBias)
        {
            return Layer.SharingBias(weights.Columns, weights.Rows, weights.Values, bias![0], activation);
        }

        CheckBias(ref cursor, bias, biasOffset, weights, before.Count + 1);
        return new Layer(weights.Columns, weights.Rows, weights.Values, bias, activation);
    }

    /// <summary>The hint if the weights are arranged as in Keras; empty if they are not.</summary>
    /// <param name="fits">Whether the transposed weights would fit.</param>
    /// <param name="layer">The layer, from 1.</param>
    public static string Transpose(bool fits, int layer)
        => fits
            ? FormattableString.Invariant(
                $" The weights of layer {layer} are the transpose, as a Keras kernel is: here rows are units. Write them transposed.")
            : string.Empty;

    private static double[] ReadBias(ref JsonCursor cursor)
        => cursor.Kind != JsonTokenType.Null
            ? NumberArrayReader.Numbers(ref cursor, "bias")
            : throw cursor.Fault(
                "found null, expected an array of numbers for bias, or one number that all units share. "
                    + "Leave bias out where the layer has none.");

    private static void CheckWeights(ref JsonCursor cursor, NumberRows weights, List<Layer> before)
    {
        if (before.Count > 0 && weights.Columns != before[^1].Units)
        {
            int layer = before.Count + 1;
            throw cursor.FaultAt(
                weights.FirstRowOffset(cursor.Text),
                $"the weights of layer {layer} have {Wording.Count(weights.Columns, "number")} in a row, but layer {layer - 1} has "
                + $"{Wording.Count(before[^1].Units, "unit")}; every row has one number for each unit of the layer before."
                + (weights.Rows == before[^1].Units ? Transpose(true, layer) : " A Keras kernel must be transposed."));
        }
    }

    private static void CheckBias(ref JsonCursor cursor, double[]? bias, int offset, NumberRows weights, int layer)
    {
        if (bias is not null && bias.Length != weights.Rows)
        {
            throw cursor.FaultAt(
                offset,
                $"the bias has {Wording.Count(bias.Length, "number")}, but the weights have {Wording.Count(weights.Rows, "row")}; a layer "
                    + $"has one bias for each unit, which is a row of the weights.{Transpose(bias.Length == weights.Columns, layer)}");
        }
    }

    private static Activation WithAlpha(ref JsonCursor cursor, Activation activation, double alpha, int offset)
    {
        if (activation.Alpha is not null)
        {
            return activation.WithAlpha(alpha);
        }

        string taking = string.Join(
            " and ", Activation.All.Where(other => other.Alpha is not null).Select(other => $"{other.Name} ({other.MeaningOfAlpha})"));
        throw cursor.FaultAt(
            offset, $"the activation {activation.Name} takes no alpha; only {taking} do. Delete alpha or choose one of them.");
    }
}
