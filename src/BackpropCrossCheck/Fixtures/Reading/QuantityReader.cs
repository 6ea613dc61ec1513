using System.Text.Json;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads quantities that have an element for each layer. A null stands for a layer or for all of them.</summary>
internal static class QuantityReader
{
    private static readonly FieldTable Fields = new("a layer's parameters", 0, "weights", "bias");

    /// <summary>Reads one array per layer: pre-activations, outputs or deltas.</summary>
    /// <param name="cursor">At the value; afterwards at its last token.</param>
    /// <param name="numbers">Receives the numbers.</param>
    /// <param name="name">The field.</param>
    /// <param name="step">Returns the step of a layer; null if it has none.</param>
    /// <returns>Whether there is any number.</returns>
    public static bool Arrays(ref JsonCursor cursor, PlacedNumbers numbers, string name, Func<int, Step?> step)
    {
        if (!Begins(ref cursor, name))
        {
            LeaveBlank(numbers, step);
            return false;
        }

        int offset = cursor.Offset;
        int layers = 0;
        bool any = false;
        while (cursor.NextElement())
        {
            if (layers < numbers.Values.Layout.Layers.Count && step(layers) is { } own)
            {
                any |= TensorReader.Read(ref cursor, own, numbers);
            }
            else if (layers < numbers.Values.Layout.Layers.Count && cursor.Kind != JsonTokenType.Null)
            {
                throw cursor.Fault(
                    $"layer {layers + 1} is softmax, whose derivative is a matrix and no number for each unit; write null here.");
            }
            else
            {
                cursor.Skip();
            }

            layers++;
        }

        RequireAll(ref cursor, numbers.Values.Layout, name, layers, offset);
        return any;
    }

    /// <summary>Reads the weights and bias of each layer: gradients or updated parameters.</summary>
    /// <param name="cursor">At the value; afterwards at its last token.</param>
    /// <param name="numbers">Receives the numbers.</param>
    /// <param name="name">The field.</param>
    /// <param name="weights">Returns the step for the weights of a layer.</param>
    /// <param name="bias">Returns the step for the bias of a layer; null if it has none.</param>
    /// <returns>Whether there is any number.</returns>
    public static bool Parameters(ref JsonCursor cursor, PlacedNumbers numbers, string name, Func<int, Step> weights, Func<int, Step?> bias)
    {
        if (!Begins(ref cursor, name))
        {
            LeaveBlank(numbers, weights);
            LeaveBlank(numbers, bias);
            return false;
        }

        int offset = cursor.Offset;
        int layers = 0;
        bool any = false;
        while (cursor.NextElement())
        {
            if (layers >= numbers.Values.Layout.Layers.Count)
            {
                cursor.Skip();
            }
            else if (cursor.Kind != JsonTokenType.Null)
            {
                any |= Layer(ref cursor, numbers, weights(layers), bias(layers));
            }
            else
            {
                LeaveBlank(numbers, weights(layers));
                LeaveBlank(numbers, bias(layers));
            }

            layers++;
        }

        RequireAll(ref cursor, numbers.Values.Layout, name, layers, offset);
        return any;
    }

    private static bool Layer(ref JsonCursor cursor, PlacedNumbers numbers, Step weights, Step? bias)
    {
        cursor.RequireObject("an object with weights and bias, or null");
        bool any = false;
        FieldMarks met = default;
        while (cursor.NextField(Fields, ref met, out int field))
        {
            if ((field == 0 ? weights : bias) is { } step)
            {
                any |= TensorReader.Read(ref cursor, step, numbers);
            }
            else if (cursor.Kind != JsonTokenType.Null)
            {
                throw cursor.Fault($"layer {weights.Layer + 1} has no bias, but one is given here; delete it, or give the layer a bias.");
            }
        }

        return any;
    }

    private static void LeaveBlank(PlacedNumbers numbers, Func<int, Step?> step)
    {
        for (int l = 0; l < numbers.Values.Layout.Layers.Count; l++)
        {
            LeaveBlank(numbers, step(l));
        }
    }

    private static void LeaveBlank(PlacedNumbers numbers, Step? step)
    {
        if (step is not null)
        {
            numbers.Values.LeaveBlank(step);
        }
    }

    private static bool Begins(ref JsonCursor cursor, string name)
    {
        if (cursor.Kind == JsonTokenType.Null)
        {
            return false;
        }

        if (cursor.Kind != JsonTokenType.StartArray)
        {
            throw cursor.WrongKind($"an array with one element for each layer for {name}, or null");
        }

        return true;
    }

    private static void RequireAll(ref JsonCursor cursor, TensorLayout layout, string name, int layers, int offset)
    {
        if (layers != layout.Layers.Count)
        {
            throw cursor.FaultAt(
                offset,
                $"found {Wording.Count(layers, "element")}; {name} has one for each layer, and the network has "
                + $"{Wording.Count(layout.Layers.Count, "layer")}. Write null for a layer that is not given.");
        }
    }
}
