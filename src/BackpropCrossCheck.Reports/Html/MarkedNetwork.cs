using System.Globalization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Teaching;
using static System.FormattableString;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>The drawing of a network in which those weights and units are marked whose numbers differ or are undecidable.</summary>
internal sealed class MarkedNetwork
{
    /// <summary>If more weights than this are marked between two layers, the drawing shows no numbers for them.</summary>
    private const int MostLabels = 8;

    private readonly TensorLayout _layout;
    private readonly StepSquares _steps;
    private readonly bool _isDetailed;
    private readonly ILookup<int, ComparedNumber> _layers;
    private readonly ILookup<(int Layer, int Row, int Column), ComparedNumber> _weights;
    private readonly ILookup<(int Layer, int Row), ComparedNumber> _units;

    private MarkedNetwork(TensorLayout layout, StepSquares steps, ComparedNumber[] notable)
    {
        _layout = layout;
        _steps = steps;
        _isDetailed = NetworkDrawing.IsDetailedWith([layout.Layers[0].Inputs, .. layout.Layers.Select(layer => layer.Units)]);
        _layers = notable.Where(number => number.Layer is not null).ToLookup(number => number.Layer!.Value - 1);
        _weights = notable.Where(number => number.Column is not null)
            .ToLookup(number => (number.Layer!.Value - 1, number.Row!.Value - 1, number.Column!.Value - 1));
        _units = notable.Where(number => number.Column is null && number.Layer is not null)
            .ToLookup(number => (number.Layer!.Value - 1, number.Row!.Value - 1));
    }

    /// <summary>The drawing.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="notable">Its numbers that differ or are undecidable.</param>
    public static NetworkDrawing Of(FixtureReport fixture, ResultComparison comparison, ComparedNumber[] notable)
    {
        TensorLayout layout = fixture.Layout!;
        var steps = new StepSquares(layout, comparison);
        var marked = new MarkedNetwork(layout, steps, notable);
        int count = layout.Layers[0].Inputs;
        var inputs = new DrawnColumn(
            "input",
            marked._isDetailed ? [.. Enumerable.Range(1, count).Select(m => new DrawnUnit("x" + NetworkOf.Lowered(m), []))] : [],
            [])
        { UnitCount = count };
        string title = $"Where {comparison.Against} and the engine differ in {fixture.Name}";
        return new NetworkDrawing(
            title,
            [inputs, .. Enumerable.Range(0, layout.Layers.Count).Select(l => marked.Column(l, fixture.Fixture))],
            Legend(comparison, notable) + steps.Legend)
        {
            Remark = $"{ComparisonSentence.Counts(comparison.Numbers, comparison.Discrepancies, comparison.Undecidable)}: "
                + string.Join("; ", notable.Take(WorstNumbers.Shown).Select(Address.Of))
                + (notable.Length > WorstNumbers.Shown ? "; and more." : ".") + steps.Description,
        };
    }

    /// <summary>A layer. If the network is drawn as boxes, its units are omitted, since there may be very many.</summary>
    private DrawnColumn Column(int l, Fixture? fixture)
    {
        LayerShape shape = _layout.Layers[l];
        string caption = Invariant($"layer {l + 1}") + (fixture is null ? string.Empty : $": {fixture.Network.Layers[l].Activation.Name}");
        DrawnColumn column = _isDetailed ? Detailed(l, caption) : new DrawnColumn(caption, [], []);
        return column with
        {
            UnitCount = shape.Units,
            WeightCount = (long)shape.Units * shape.Inputs,
            Steps = _steps.Of(l),
            Whole = new DrawnUnit(caption, [.. Whole(l)]) { Mark = Mark(_layers[l]) },
        };
    }

    private DrawnColumn Detailed(int l, string caption)
    {
        LayerShape shape = _layout.Layers[l];
        bool labelled = _weights.Count(group => group.Key.Layer == l) <= MostLabels;
        string[][] weights = new string[shape.Units][];
        var marks = new DrawnMark[shape.Units][];
        for (int k = 0; k < shape.Units; k++)
        {
            (int layer, int row) = (l, k);
            weights[k] = [.. Enumerable.Range(0, shape.Inputs).Select(m => labelled ? Label(_weights[(layer, row, m)]) : string.Empty)];
            marks[k] = [.. Enumerable.Range(0, shape.Inputs).Select(m => Mark(_weights[(layer, row, m)]))];
        }

        return new DrawnColumn(caption, [.. Enumerable.Range(0, shape.Units).Select(k => Unit(l, k, labelled))], weights) { Marks = marks };
    }

    private DrawnUnit Unit(int l, int k, bool labelled)
    {
        var notes = new List<string>();
        foreach (IGrouping<Step, ComparedNumber> tensor in _units[(l, k)].GroupBy(number => number.Step))
        {
            ComparedNumber[] numbers = [.. tensor];
            string what = numbers.Length == 1 && _layout.Samples == 1 || !tensor.Key.RowsAreSamples
                ? Pair(numbers[0])
                : Invariant($"in {numbers.Length} of {Wording.Count(_layout.Samples, "sample")}");
            notes.Add($"{Sign(numbers)} {tensor.Key.Quantity.TableSymbol} {what}");
        }

        ComparedNumber[] weights = labelled
            ? []
            : [.. Enumerable.Range(0, _layout.Layers[l].Inputs).SelectMany(m => _weights[(l, k, m)].Take(1))];
        if (weights.Length > 0)
        {
            notes.Add(Invariant($"{Sign(weights)} {weights.Length} of {_layout.Layers[l].Inputs} weights"));
        }

        return new DrawnUnit("z" + NetworkOf.Lowered(k + 1), notes) { Mark = Mark(_units[(l, k)].Concat(weights)) };
    }

    /// <summary>The text in the box of a layer.</summary>
    private IEnumerable<string> Whole(int l) => _layers[l]
        .GroupBy(number => number.Step)
        .OrderBy(tensor => tensor.Key.Index)
        .Select(tensor => Invariant($"{Sign(tensor)} {tensor.Key.Quantity.TableSymbol}: {tensor.Count()} of {tensor.Key.Length}"));

    private static string Label(IEnumerable<ComparedNumber> numbers)
    {
        ComparedNumber? first = numbers.FirstOrDefault();
        return first is null ? string.Empty : $"{Sign([first])} {Pair(first)}";
    }

    private static DrawnMark Mark(IEnumerable<ComparedNumber> numbers) => numbers
        .Select(number => number.Verdict == NumberVerdict.Differs ? DrawnMark.Wrong : DrawnMark.Doubtful)
        .DefaultIfEmpty(DrawnMark.None)
        .Max();

    private static string Sign(IEnumerable<ComparedNumber> numbers) => Mark(numbers) == DrawnMark.Wrong ? "✗" : "?";

    /// <summary>Both numbers, with the fewest digits that distinguish them.</summary>
    private static string Pair(ComparedNumber number)
    {
        if (number.Status == GradeStatus.Unreadable)
        {
            return $"{Short(number.Engine, 3)} ≠ ?";
        }

        for (int digits = 3; digits <= 6; digits++)
        {
            string engine = Short(number.Engine, digits);
            string other = Short(number.Other!.Value, digits);
            if (engine != other)
            {
                return $"{engine} ≠ {other}";
            }
        }

        return $"by {NumberCells.Small(number.Absolute, ShownDigits.All)}";
    }

    private static string Short(double value, int digits)
        => value.ToString(Invariant($"G{digits}"), CultureInfo.InvariantCulture)
            .Replace("E-0", "E-", StringComparison.Ordinal).Replace("E+", "e", StringComparison.Ordinal).Replace('E', 'e');

    private static string Legend(ResultComparison comparison, ComparedNumber[] notable)
    {
        string undecidable = comparison.Undecidable == 0 ? string.Empty : " ? and a dotted line: it cannot be told.";
        string elsewhere = Array.Exists(notable, number => number.Quantity.Rows == Axis.One)
            ? " The loss, which has no place in the drawing, is among the numbers in the table."
            : string.Empty;
        return $"✗ and a thick dashed line: the numbers differ, the engine’s ≠ that of {comparison.Against}.{undecidable} At a connection "
            + $"stands ∂L/∂w or the new weight, at a unit what is named there.{elsewhere}";
    }
}
