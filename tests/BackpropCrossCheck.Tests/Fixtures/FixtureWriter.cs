using System.Globalization;
using System.Text;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Fixtures;

/// <summary>Writes a fixture as JSON, fields in random order, with random white space, for the reader to read back.</summary>
internal sealed class FixtureWriter(int seed)
{
    private readonly Random _random = new(seed);

    public string Write(Fixture fixture)
    {
        List<string> fields =
        [
            Field("version", "1"),
            Field("name", Quote(fixture.Name)),
            Field("layers", Array(fixture.Network.Layers, Layer)),
            Field("inputs", Rows(fixture.Batch.Inputs, null, fixture.Batch.Samples)),
            Field("labels", Rows(fixture.Batch.Labels, null, fixture.Batch.Samples)),
            Field("loss", Loss(fixture.Loss)),
            Field("expected", Array(fixture.Expected, Entry)),
        ];
        if (fixture.Regularization is { IsNone: false } regularization)
        {
            fields.Add(Field(
                "regularization",
                Object(
                [
                    Field("l2", Number(regularization.L2)),
                    Field("l1", Number(regularization.L1)),
                    Field("half", regularization.Half ? "true" : "false"),
                    Field("biases", regularization.Biases ? "true" : "false"),
                ])));
        }

        if (fixture.Training is { } training)
        {
            fields.Add(Field("training", Training(training)));
        }

        if (fixture.Tolerance is { } tolerance)
        {
            fields.Add(
                Field("tolerance", Object([Field("absolute", Number(tolerance.Absolute)), Field("relative", Number(tolerance.Relative))])));
        }

        return Object(fields);
    }

    private string Training(Training training)
    {
        List<string> fields =
        [
            Field("learningRate", Number(training.LearningRate)),
            Field("steps", $"{training.Steps}"),
            Field("biases", training.Biases ? "true" : "false"),
        ];
        if (training.BySamples)
        {
            fields.Add(Field("order", Quote("samples")));
        }

        if (!training.IsPlain)
        {
            fields.Add(Field(
                "optimizer",
                Object(
                [
                    Field("kind", Quote(training.Rule.Name)),
                    .. training.Rule.Parameters.Select(parameter => Field(
                        parameter.Name,
                        parameter.Name == "nesterov" ? parameter.Value == 1 ? "true" : "false" : Number(parameter.Value))),
                ])));
        }

        return Object(fields);
    }

    private string Layer(Layer layer)
    {
        List<string> fields = [Field("weights", Rows(layer.Weights, null, layer.Units)), Field("activation", Quote(layer.Activation.Name))];
        if (layer.HasBias)
        {
            fields.Add(Field("bias", Numbers(layer.Bias, null)));
        }

        if (layer.Activation.Alpha is not null)
        {
            fields.Add(Field("alpha", Number(layer.Activation.Alpha!.Value)));
        }

        return Object(fields);
    }

    private string Entry(ExpectedEntry entry)
    {
        TensorLayout layout = entry.Numbers.Layout;
        int[] layers = [.. Enumerable.Range(0, layout.Layers.Count)];
        List<string> fields =
        [
            Field("by", Quote(entry.By)),
            Field("kind", entry.Kind == EntryKind.Hand ? "\"hand\"" : "\"recorded\""),
            Field("precision", Precision(entry.Precision)),
            Field("loss", Loss(entry.Loss)),
            Field("lossValue", entry.Numbers[layout.Loss] is { } loss ? Number(loss[0]) : "null"),
            Field("preActivations", Array(layers, l => Tensor(entry.Numbers, layout.PreActivation(l)))),
            Field("outputs", Array(layers, l => Tensor(entry.Numbers, layout.Output(l)))),
            Field("deltas", Array(layers, l => Tensor(entry.Numbers, layout.Delta(l)))),
            Field("gradients", Array(layers, l => Parameters(entry.Numbers, layout.WeightGradient(l), layout.BiasGradient(l)))),
        ];
        if (layout.Steps.Any(step => step.Quantity.IsUpdatedParameter && entry.Numbers[step] is not null))
        {
            fields.Add(
                Field("updatedParameters", Array(layers, l => Parameters(entry.Numbers, layout.UpdatedWeights(l), layout.UpdatedBias(l)))));
        }

        if (entry.Numbers[layout.UpdatedLoss] is { } updatedLoss)
        {
            fields.Add(Field("updatedLossValue", Number(updatedLoss[0])));
        }

        return Object(fields);
    }

    private string Parameters(TensorSet numbers, Step weights, Step? bias)
    {
        List<string> fields = [Field("weights", Tensor(numbers, weights))];
        if (bias is not null)
        {
            fields.Add(Field("bias", Tensor(numbers, bias)));
        }

        return Object(fields);
    }

    private string Tensor(TensorSet numbers, Step step)
        => numbers[step] is not { } values ? "null"
            : step.IsBias ? Numbers(values, numbers.Missing(step))
            : Rows(values, numbers.Missing(step), step.Rows);

    private string Rows(ReadOnlySpan<double> values, bool[]? missing, int rows)
    {
        int columns = values.Length / rows;
        string[] lines = new string[rows];
        for (int r = 0; r < rows; r++)
        {
            lines[r] = Numbers(values.Slice(r * columns, columns), missing?[(r * columns)..((r + 1) * columns)]);
        }

        return Array(lines, line => line);
    }

    private string Numbers(ReadOnlySpan<double> values, bool[]? missing)
    {
        string[] texts = new string[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            texts[i] = missing?[i] == true ? "null" : Number(values[i]);
        }

        return Array(texts, text => text);
    }

    private string Loss(Loss loss)
        => loss == Engine.Losses.Loss.HalfSumOfSquares && _random.Next(2) == 0 ? "\"half-sum-of-squares\""
            : loss == Engine.Losses.Loss.MeanSquaredError && _random.Next(2) == 0 ? "\"mean-squared-error\""
            : Object([Field("kind", Quote(loss.Term.Name)), Field("reduction", Quote(ContractNames.Of(loss.Reduction)))]);

    private string Precision(NumberPrecision precision) => precision switch
    {
        NumberPrecision.Format format => Quote(ContractWords.Of(format.Value)),
        NumberPrecision.Decimals decimals => Object([Field("decimals", $"{decimals.Count}")]),
        NumberPrecision.Significant significant => Object([Field("significant", $"{significant.Count}")]),
        _ => throw new InvalidOperationException($"{precision}"),
    };

    // Three ways to write the same double, two of them longer than need be.
    private string Number(double value)
        => value.ToString(_random.Next(3) switch { 0 => "R", 1 => "E16", _ => "E25" }, CultureInfo.InvariantCulture);

    private string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char unit in text)
        {
            bool escape = unit is < ' ' or '"' or '\\' || char.IsSurrogate(unit) || _random.Next(8) == 0;
            quoted.Append(escape ? $"\\u{(int)unit:x4}" : $"{unit}");
        }

        return quoted.Append('"').ToString();
    }

    private string Field(string name, string value) => $"{Quote(name)}{Space()}:{Space()}{value}";

    private string Object(IEnumerable<string> fields)
        => $"{{{Space()}{string.Join(Comma(), fields.OrderBy(_ => _random.Next()))}{Space()}}}";

    private string Array<T>(IEnumerable<T> items, Func<T, string> write)
        => $"[{Space()}{string.Join(Comma(), items.Select(write))}{Space()}]";

    private string Comma() => $"{Space()},{Space()}";

    private string Space() => _random.Next(6) switch { 0 => " ", 1 => "\n", 2 => "\r\n\t", _ => "" };
}
