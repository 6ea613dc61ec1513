using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads the numbers of one comparison of a JSON report. Numbers of one tensor are one <see cref="TensorComparison"/>, in which those that the report does not
/// list are blank.</summary>
/// <param name="layout">The tensors that there are; null where the report does not say.</param>
/// <param name="format">The format in which distances are counted in ulps; null where the other side's numbers have digits.</param>
internal sealed class NumberReader(TensorLayout? layout, FloatFormat? format)
{
    private readonly Dictionary<TensorSlot, TensorComparison> _tensors = [];
    private readonly Dictionary<ComparedNumber, string> _reasons = [];

    /// <summary>Why numbers are undecidable.</summary>
    public IReadOnlyDictionary<ComparedNumber, string> Reasons => _reasons;

    /// <summary>The format of a number alone: the report does not name it, and its distance in ulps tells.</summary>
    public static FloatFormat? FormatOf(ReportElement item)
    {
        if (item.Optional("ulps")?.Real() is not { } ulps)
        {
            return null;
        }

        double larger = Math.Max(Math.Abs(item["engine"].Real()), Math.Abs(item["other"].Real()));
        return item["absolute"].Real() / ComparedNumber.Ulp(FloatFormat.Float32, larger) == ulps ? FloatFormat.Float32 : FloatFormat.Float64;
    }

    /// <summary>The tensor that an item is about.</summary>
    /// <exception cref="FormatException">The network has none of that address.</exception>
    public static TensorSlot SlotOf(ReportElement item, TensorLayout? layout)
    {
        Quantity quantity = item["quantity"].Word<Quantity>(ContractNames.Of);
        int layer = (item.Optional("layer")?.Count() ?? 0) - 1;
        ParameterTensor parameter = item.Optional("tensor") is { } tensor
            ? tensor.Text() == Words.Of(ParameterTensor.Bias) ? ParameterTensor.Bias : ParameterTensor.Weights
            : ParameterTensor.None;
        return layout?.Slots.FirstOrDefault(slot => slot.Quantity == quantity && slot.Layer == layer && slot.Parameter == parameter)
            ?? throw item.Fault("the network of this fixture has no such tensor.");
    }

    /// <summary>Reads a number.</summary>
    /// <exception cref="FormatException">It is none, or its address is none of the network.</exception>
    public ComparedNumber Read(ReportElement item)
    {
        TensorSlot slot = SlotOf(item, layout);
        int index = IndexOf(item, slot);
        if (!_tensors.TryGetValue(slot, out TensorComparison? tensor))
        {
            bool[] missing = new bool[slot.Length];
            Array.Fill(missing, true);
            tensor = new TensorComparison(slot, new double[slot.Length], new double[slot.Length], missing);
            _tensors.Add(slot, tensor);
        }

        tensor.Engine[index] = item["engine"].Real();
        if (item.Optional("other")?.Real() is { } other)
        {
            tensor.Missing![index] = false;
            tensor.Other[index] = other;
            tensor.Allowed[index] = item["allowed"].Real();
            tensor.Verdicts[index] = item["verdict"].Word<NumberVerdict>(Words.Of);
        }

        if (item.Optional("status") is { } status)
        {
            tensor.Statuses ??= new GradeStatus[slot.Length];
            tensor.Statuses[index] = status.Word<GradeStatus>(Words.Of);
        }

        if (item.Optional("fromOwnNumbers")?.Real() is { } own)
        {
            tensor.FromOwnNumbers ??= new double?[slot.Length];
            tensor.FromOwnNumbers[index] = own;
        }

        var number = new ComparedNumber(tensor, index, format);
        if (item.Optional("reason")?.Text() is { } reason)
        {
            _reasons[number] = reason;
        }

        return number;
    }

    private static int IndexOf(ReportElement item, TensorSlot slot)
    {
        int sample = item.Optional("sample")?.Count() ?? 1;
        int row = item.Optional("row")?.Count() ?? 1;
        int column = item.Optional("column")?.Count() ?? 1;
        (int line, int place) = slot.RowsAreSamples ? (sample, row) : (row, column);
        return line >= 1 && line <= slot.Rows && place >= 1 && place <= slot.Columns
            ? ((line - 1) * slot.Columns) + place - 1
            : throw item.Fault("the tensor has no such number.");
    }
}
