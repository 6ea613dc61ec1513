using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Checks that network, inputs, labels and loss match.</summary>
internal static class FixtureShapes
{
    /// <summary>Creates the batch after checking that everything matches.</summary>
    /// <param name="cursor">For errors.</param>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="written">The labels as written.</param>
    /// <param name="loss">The loss.</param>
    public static Batch Batch(ref JsonCursor cursor, Network network, NumberRows inputs, NumberRows written, Loss loss)
    {
        NumberRows labels = LabelReader.AsRows(ref cursor, written, network.Outputs, loss);
        if (inputs.Columns != network.Inputs)
        {
            throw cursor.FaultAt(
                inputs.FirstRowOffset(cursor.Text),
                $"this row of inputs has {Wording.Count(inputs.Columns, "number")}, but the weights of layer 1 have {network.Inputs} "
                    + "in a row; every row of inputs has one number for each input of layer 1."
                    + LayerReader.Transpose(network.Layers[0].Units == inputs.Columns, 1));
        }

        if (labels.Columns != network.Outputs)
        {
            throw cursor.FaultAt(
                labels.FirstRowOffset(cursor.Text),
                $"this row of labels has {Wording.Count(labels.Columns, "number")}, but the last layer has "
                + $"{Wording.Count(network.Outputs, "unit")}; every row of labels has one number for "
                + $"each.{(AreClasses(labels, network.Outputs) ? LabelReader.OneHot : string.Empty)}");
        }

        if (labels.Rows != inputs.Rows)
        {
            throw cursor.FaultAt(
                labels.Offset,
                $"there are {Wording.Count(labels.Rows, "row")} of labels, but {Wording.Count(inputs.Rows, "row")} of inputs; "
                    + "each sample has a row of both.");
        }

        CheckLabels(ref cursor, labels, loss.Term);

        return new Batch(inputs.Rows, inputs.Values, labels.Values);
    }

    private static bool AreClasses(NumberRows labels, int classes)
        => labels.Columns == 1 && Array.TrueForAll(labels.Values, label => label >= 0 && label <= classes && label == Math.Floor(label));

    private static void CheckLabels(ref JsonCursor cursor, NumberRows labels, LossTerm loss)
    {
        int index = Array.FindIndex(labels.Values, label => !loss.IsLabel(label));
        if (index >= 0)
        {
            throw cursor.FaultAt(
                labels.NumberOffset(cursor.Text, index),
                $"the label of sample {(index / labels.Columns) + 1}, output {(index % labels.Columns) + 1} is "
                + $"{Wording.Number(labels.Values[index])}; with {loss.Name} every label {loss.LabelDomain}. Correct "
                + "it or choose another loss.");
        }
    }
}
