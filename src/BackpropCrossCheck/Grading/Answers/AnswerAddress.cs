using System.Globalization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Finds the number of a fixture that a record of a CSV file names.</summary>
/// <param name="fixture">The fixture.</param>
internal sealed class AnswerAddress(Fixture fixture)
{
    private static readonly string[] Quantities = [.. Enum.GetValues<Quantity>().Select(ContractNames.Of)];

    /// <summary>The tensor and the row-major index in it.</summary>
    /// <param name="csv">For errors.</param>
    /// <param name="fields">The record.</param>
    /// <exception cref="FixtureException">The fixture has no such number.</exception>
    public (TensorSlot Slot, int Index) Find(in CsvScanner csv, IReadOnlyList<CsvField> fields)
    {
        Quantity quantity = QuantityOf(csv, fields[AnswerColumns.Quantity]);
        if (quantity is Quantity.Loss or Quantity.UpdatedLoss)
        {
            RequireEmpty(csv, fields, quantity, AnswerColumns.Layer, AnswerColumns.Tensor, AnswerColumns.Sample, AnswerColumns.Row, AnswerColumns.Column);
            return (quantity == Quantity.Loss ? fixture.Layout.Loss : fixture.Layout.UpdatedLoss, 0);
        }

        int layer = Counted(csv, fields[AnswerColumns.Layer], "layer", fixture.Layout.Layers.Count, "the network");
        if (quantity is Quantity.PreActivation or Quantity.Output or Quantity.Delta)
        {
            RequireEmpty(csv, fields, quantity, AnswerColumns.Tensor, AnswerColumns.Column);
            TensorSlot slot = quantity == Quantity.PreActivation ? fixture.Layout.PreActivation(layer)
                : quantity == Quantity.Output ? fixture.Layout.Output(layer)
                : fixture.Layout.Delta(layer);
            int sample = Counted(csv, fields[AnswerColumns.Sample], "sample", slot.Rows, "the batch");
            return (slot, (sample * slot.Columns) + Counted(csv, fields[AnswerColumns.Row], "unit", slot.Columns, LayerName(layer)));
        }

        RequireEmpty(csv, fields, quantity, AnswerColumns.Sample);
        return Parameter(csv, fields, quantity, layer);
    }

    private (TensorSlot Slot, int Index) Parameter(in CsvScanner csv, IReadOnlyList<CsvField> fields, Quantity quantity, int layer)
    {
        bool updated = quantity == Quantity.UpdatedParameter;
        CsvField tensor = fields[AnswerColumns.Tensor];
        if (tensor.Text == ReportWords.Of(ParameterTensor.Weights))
        {
            TensorSlot weights = updated ? fixture.Layout.UpdatedWeights(layer) : fixture.Layout.WeightGradient(layer);
            int row = Counted(csv, fields[AnswerColumns.Row], "unit", weights.Rows, LayerName(layer));
            return (weights, (row * weights.Columns) + Counted(csv, fields[AnswerColumns.Column], "input", weights.Columns, LayerName(layer)));
        }

        if (tensor.Text != ReportWords.Of(ParameterTensor.Bias))
        {
            throw csv.Fault(tensor.Offset, $"found {Wording.Quote(tensor.Text)} in the column tensor; {ContractNames.Of(quantity)} needs weights or bias there.");
        }

        if (fields[AnswerColumns.Column].Text.Length > 0)
        {
            throw csv.Fault(fields[AnswerColumns.Column].Offset, $"found {Wording.Quote(fields[AnswerColumns.Column].Text)}; a bias belongs to a unit alone, and its column stays empty.");
        }

        TensorSlot bias = (updated ? fixture.Layout.UpdatedBias(layer) : fixture.Layout.BiasGradient(layer))
            ?? throw csv.Fault(tensor.Offset, $"{LayerName(layer)} has no bias in this fixture. Delete this line.");
        return (bias, Counted(csv, fields[AnswerColumns.Row], "unit", bias.Rows, LayerName(layer)));
    }

    private Quantity QuantityOf(in CsvScanner csv, CsvField field)
    {
        int index = Array.IndexOf(Quantities, field.Text);
        if (index < 0)
        {
            throw csv.Fault(field.Offset, $"there is no quantity {Wording.Quote(field.Text)}{NearestName.Question(field.Text, Quantities)} The quantities are {Wording.List(Quantities)}.");
        }

        var quantity = (Quantity)index;
        return fixture.Training is null && quantity is Quantity.UpdatedParameter or Quantity.UpdatedLoss
            ? throw csv.Fault(field.Offset, $"{field.Text} is a number after training, and this fixture has no training. Delete this line.")
            : quantity;
    }

    private static void RequireEmpty(in CsvScanner csv, IReadOnlyList<CsvField> fields, Quantity quantity, params ReadOnlySpan<int> columns)
    {
        foreach (int column in columns)
        {
            if (fields[column].Text.Length > 0)
            {
                throw csv.Fault(fields[column].Offset, $"found {Wording.Quote(fields[column].Text)}; the column {AnswerColumns.Names[column]} stays empty for {ContractNames.Of(quantity)}.");
            }
        }
    }

    /// <summary>A number that is counted from 1, from 0.</summary>
    private static int Counted(in CsvScanner csv, CsvField field, string thing, int count, string owner)
        => int.TryParse(field.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1 && value <= count
            ? value - 1
            : throw csv.Fault(
                field.Offset,
                $"{(field.Text.Length == 0 ? $"the {thing} is missing" : $"there is no {thing} {Wording.Quote(field.Text)}")}; {owner} has {Wording.Count(count, thing)}, counted from 1.");

    private static string LayerName(int layer) => FormattableString.Invariant($"layer {layer + 1}");
}
