using System.Globalization;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Finds the number of a fixture that a record of a CSV file refers to.</summary>
/// <param name="fixture">The fixture.</param>
internal sealed class AnswerAddress(Fixture fixture)
{
    /// <summary>The tensor and the row-major index in it.</summary>
    /// <param name="csv">For errors.</param>
    /// <param name="fields">The record.</param>
    /// <exception cref="FixtureException">The fixture has no such number.</exception>
    public (Step Step, int Index) Find(in CsvScanner csv, IReadOnlyList<CsvField> fields)
    {
        string word = WordOf(csv, fields[AnswerColumns.Quantity]);
        return ContractWords.ParseQuantity(word, tensor: null) is { } quantity
            ? OfUnits(csv, fields, quantity)
            : OfParameters(csv, fields, word);
    }

    private (Step Step, int Index) OfUnits(in CsvScanner csv, IReadOnlyList<CsvField> fields, Quantity quantity)
    {
        string word = ContractWords.Of(quantity);
        int layer = -1;
        if (quantity.IsOfLayer)
        {
            layer = LayerOf(csv, fields);
        }
        else
        {
            RequireEmpty(csv, fields, word, AnswerColumns.Layer);
        }

        Step step = fixture.Layout.Find(quantity, layer)
            ?? throw csv.Fault(
                fields[AnswerColumns.Quantity].Offset,
                $"{LayerName(layer)} is softmax, whose derivative is a matrix and no number for each unit. Delete this line.");
        if (!step.RowsAreSamples)
        {
            RequireEmpty(csv, fields, word, AnswerColumns.Tensor, AnswerColumns.Sample, AnswerColumns.Row, AnswerColumns.Column);
            return (step, 0);
        }

        RequireEmpty(csv, fields, word, AnswerColumns.Tensor, AnswerColumns.Column);
        int sample = Counted(csv, fields[AnswerColumns.Sample], "sample", step.Rows, "the batch");
        string owner = layer < 0 ? "the network" : LayerName(layer);
        int row = Counted(csv, fields[AnswerColumns.Row], Wording.Word(quantity.Columns), step.Columns, owner);
        return (step, (sample * step.Columns) + row);
    }

    private (Step Step, int Index) OfParameters(in CsvScanner csv, IReadOnlyList<CsvField> fields, string word)
    {
        int layer = LayerOf(csv, fields);
        RequireEmpty(csv, fields, word, AnswerColumns.Sample);
        CsvField tensor = fields[AnswerColumns.Tensor];
        Quantity quantity = ContractWords.ParseQuantity(word, tensor.Text)
            ?? throw csv.Fault(
                tensor.Offset, $"found {Wording.Quote(tensor.Text)} in the column tensor; {word} needs weights or bias there.");
        if (quantity.IsWeights)
        {
            Step weights = fixture.Layout.Find(quantity, layer)!;
            int row = Counted(csv, fields[AnswerColumns.Row], "unit", weights.Rows, LayerName(layer));
            return (
                weights, (row * weights.Columns) + Counted(csv, fields[AnswerColumns.Column], "input", weights.Columns, LayerName(layer)));
        }

        if (fields[AnswerColumns.Column].Text.Length > 0)
        {
            throw csv.Fault(
                fields[AnswerColumns.Column].Offset,
                $"found {Wording.Quote(fields[AnswerColumns.Column].Text)}; a bias belongs to a unit alone, and its column stays empty.");
        }

        Step bias = fixture.Layout.Find(quantity, layer)
            ?? throw csv.Fault(tensor.Offset, $"{LayerName(layer)} has no bias in this fixture. Delete this line.");
        return bias.IsShared && fields[AnswerColumns.Row].Text.Length == 0
            ? (bias, 0)
            : (bias, Counted(csv, fields[AnswerColumns.Row], "unit", bias.Rows, LayerName(layer)));
    }

    private int LayerOf(in CsvScanner csv, IReadOnlyList<CsvField> fields)
        => Counted(csv, fields[AnswerColumns.Layer], "layer", fixture.Layout.Layers.Count, "the network");

    private string WordOf(in CsvScanner csv, CsvField field)
    {
        string word = field.Text;
        IReadOnlyList<string> words = ContractWords.Quantities;
        return !words.Contains(word)
                ? throw csv.Fault(
                    field.Offset,
                    $"there is no quantity {Wording.Quote(word)}{NearestName.Question(word, words)} "
                        + $"The quantities are {Wording.List(words)}.")
            : fixture.Training is null && Quantity.All.Any(quantity => quantity.IsAfterTraining && quantity.Word == word)
                ? throw csv.Fault(
                    field.Offset, $"{word} is a number after training, and this fixture has no training. Delete this line.")
            : word;
    }

    private static void RequireEmpty(in CsvScanner csv, IReadOnlyList<CsvField> fields, string word, params ReadOnlySpan<int> columns)
    {
        foreach (int column in columns)
        {
            if (fields[column].Text.Length > 0)
            {
                throw csv.Fault(
                    fields[column].Offset,
                    $"found {Wording.Quote(fields[column].Text)}; the column {AnswerColumns.Names[column]} stays empty for {word}.");
            }
        }
    }

    /// <summary>Converts a number counted from 1 to one counted from 0.</summary>
    private static int Counted(in CsvScanner csv, CsvField field, string thing, int count, string owner)
        => int.TryParse(field.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1 && value <= count
            ? value - 1
            : throw csv.Fault(
                field.Offset,
                $"{(field.Text.Length == 0 ? $"the {thing} is missing" : $"there is no {thing} {Wording.Quote(field.Text)}")}; {owner} has "
                    + $"{Wording.Count(count, thing)}, counted from 1.");

    private static string LayerName(int layer) => FormattableString.Invariant($"layer {layer + 1}");
}
