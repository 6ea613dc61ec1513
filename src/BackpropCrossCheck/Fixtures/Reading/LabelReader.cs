using System.Text.Json;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads labels: a row for each sample, or the class of each sample as one integer.</summary>
internal static class LabelReader
{
    /// <summary>The hint if classes are given where they cannot be.</summary>
    public const string OneHot = " Classes are written as one-hot rows: of three classes, the second is [0, 1, 0].";

    /// <summary>Reads the labels as they are written.</summary>
    /// <param name="cursor">At the value; afterwards at its last token.</param>
    public static NumberRows Read(ref JsonCursor cursor)
    {
        int offset = cursor.Offset;
        JsonCursor ahead = cursor;
        if (ahead.Kind == JsonTokenType.StartArray && ahead.NextElement() && ahead.Kind == JsonTokenType.Number)
        {
            double[] classes = NumberArrayReader.Numbers(ref cursor, "labels");
            return new NumberRows(classes, classes.Length, 1, offset) { AreClasses = true };
        }

        return NumberArrayReader.Rows(ref cursor, "labels", "one number for each unit of the last layer", OneHot);
    }

    /// <summary>The labels as one-hot rows if they are written as classes; otherwise as they are.</summary>
    /// <param name="cursor">For errors.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="units">K of the last layer, the number of classes.</param>
    /// <param name="loss">The loss.</param>
    public static NumberRows AsRows(ref JsonCursor cursor, NumberRows labels, int units, Loss loss)
    {
        if (!labels.AreClasses)
        {
            return labels;
        }

        if (loss.Term is not CategoricalCrossEntropy)
        {
            throw cursor.FaultAt(
                labels.NumberOffset(cursor.Text, 0),
                $"found the number {Wording.Number(labels.Values[0])}, expected an array: row 1 of labels.{OneHot}");
        }

        double[] rows = new double[labels.Rows * units];
        for (int n = 0; n < labels.Rows; n++)
        {
            double label = labels.Values[n];
            if (!(label >= 0 && label < units && label == Math.Floor(label)))
            {
                throw cursor.FaultAt(
                    labels.NumberOffset(cursor.Text, n),
                    $"the class of sample {n + 1} is {Wording.Number(label)}; the last layer has {Wording.Count(units, "unit")}, "
                        + $"so a class is an integer from 0 to {units - 1}.");
            }

            rows[(n * units) + (int)label] = 1;
        }

        return new NumberRows(rows, labels.Rows, units, labels.Offset);
    }
}
