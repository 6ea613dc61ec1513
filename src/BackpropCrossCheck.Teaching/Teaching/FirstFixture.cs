using System.Globalization;
using System.Text;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Drawing;
using BackpropCrossCheck.Fixtures.Writing;

namespace BackpropCrossCheck.Teaching;

/// <summary>A fixture to start from: a network with random numbers that are short to read.</summary>
/// <param name="Widths">The inputs, then the units of each layer.</param>
/// <param name="Activations">The activation of each layer.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Samples">The number of samples.</param>
/// <param name="Seed">The seed; the same seed gives the same numbers.</param>
internal sealed record FirstFixture(IReadOnlyList<int> Widths, IReadOnlyList<Activation> Activations, Loss Loss, int Samples, ulong Seed)
{
    private const string Description =
        "A first fixture; all numbers are random, put your own in. layers: the input side first; weights has a row for each unit (the "
        + "transpose of a Keras kernel). inputs and labels have a row for each sample. Then state what your engine says: "
        + "\"expected\": [{ \"by\": \"my engine\", \"kind\": \"recorded\", \"precision\": \"float64\", \"gradients\": [ one "
        + "{ \"weights\": …, \"bias\": … } for each layer ] }]; outputs, deltas and lossValue may be added.";

    /// <summary>The text of the file.</summary>
    /// <param name="name">The name of the fixture.</param>
    public string Text(string name)
    {
        var numbers = new IntegerGenerator(Seed);
        var text = new StringBuilder();
        text.Append("{\n  \"version\": 1,\n  \"name\": ").Append(Quoted(name))
            .Append(",\n  \"description\": ").Append(Quoted(Description)).Append(",\n  \"layers\": [\n");
        for (int layer = 0; layer < Activations.Count; layer++)
        {
            string bias = Row(Widths[layer + 1], () => Tenths(numbers));
            text.Append("    { \"weights\": ").Append(Rows(Widths[layer + 1], () => Row(Widths[layer], () => Tenths(numbers))))
                .Append(", \"bias\": ").Append(bias)
                .Append(", \"activation\": ").Append(Quoted(Activations[layer].Name))
                .Append(layer == Activations.Count - 1 ? " }\n" : " },\n");
        }

        return text.Append("  ],\n  \"inputs\": ").Append(Rows(Samples, () => Row(Widths[0], () => Tenths(numbers))))
            .Append(",\n  \"labels\": ").Append(Rows(Samples, () => Labels(numbers)))
            .Append(",\n  \"loss\": { \"kind\": ").Append(Quoted(Loss.Term.Name))
            .Append(", \"reduction\": ").Append(Quoted(ContractNames.Of(Loss.Reduction))).Append(" }\n}\n")
            .ToString();
    }

    private string Labels(IntegerGenerator numbers)
    {
        int units = Widths[^1];
        if (Loss.Term.LabelsAreOneHot)
        {
            int label = numbers.Below(units);
            return $"[{string.Join(", ", Enumerable.Range(0, units).Select(unit => unit == label ? "1" : "0"))}]";
        }

        double[] choices = [.. Loss.Term.TypicalLabels ?? Activations[^1].TypicalLabels];
        return Row(units, () => choices[numbers.Below(choices.Length)]);
    }

    // From −1 to 1 without 0: a weight of 0 would hide mistakes.
    private static double Tenths(IntegerGenerator numbers)
    {
        int tenths = numbers.Below(20) - 10;
        return (tenths < 0 ? tenths : tenths + 1) / 10.0;
    }

    private static string Row(int count, Func<double> number)
        => $"[{string.Join(", ", Enumerable.Range(0, count).Select(_ => number().ToString("R", CultureInfo.InvariantCulture)))}]";

    private static string Rows(int count, Func<string> row) => $"[{string.Join(", ", Enumerable.Range(0, count).Select(_ => row()))}]";

    private static string Quoted(string text) => JsonString.Of(text);
}
