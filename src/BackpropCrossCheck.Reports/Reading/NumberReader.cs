using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads the numbers of one comparison of a JSON report. Each comes in a <see cref="TensorComparison"/> of its own that holds this number alone, so that what
/// is read takes no more memory than the report has bytes.</summary>
/// <param name="layout">The tensors that there are; null where the report does not say.</param>
/// <param name="format">The format in which distances are counted in ulps; null where the other side's numbers have digits.</param>
/// <param name="isHand">Whether the numbers are those of a calculation by hand, which have marks.</param>
/// <param name="isByFigures">Whether the verdict of a number follows from its difference and what is allowed.</param>
internal sealed class NumberReader(TensorLayout? layout, FloatFormat? format, bool isHand, bool isByFigures)
{
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
        int? layer = item.Optional("layer")?.Count(1);
        ParameterTensor parameter = item.Optional("tensor") is not { } tensor ? ParameterTensor.None
            : tensor.Word<ParameterTensor>(ReportWords.Of) == ParameterTensor.Bias ? ParameterTensor.Bias : ParameterTensor.Weights;
        TensorSlot? slot = layout is null || layer > layout.Layers.Count ? null : Slot(layout, quantity, layer - 1);
        slot = parameter == ParameterTensor.Bias ? slot is null ? null : Bias(layout!, slot) : slot;
        return slot is not null && slot.Parameter == parameter ? slot : throw item.Fault("the network of this fixture has no such tensor.");
    }

    /// <summary>Reads a number.</summary>
    /// <exception cref="FormatException">It is none, its address is none of the network, or it contradicts itself.</exception>
    public ComparedNumber Read(ReportElement item)
    {
        TensorSlot slot = SlotOf(item, layout);
        double? other = item.Optional("other")?.Real();
        var tensor = new TensorComparison(slot, [item["engine"].Real()], [other ?? 0], other is null ? [true] : null)
        {
            Statuses = item.Optional("status") is { } status ? [status.Word<GradeStatus>(ReportWords.Of)] : null,
            FromOwnNumbers = item.Optional("fromOwnNumbers")?.Real() is { } own ? [own] : null,
        };
        var number = new ComparedNumber(tensor, IndexOf(item, slot), format) { Position = 0 };
        if (other is not null)
        {
            tensor.Allowed[0] = item["allowed"].Distance();
            tensor.Verdicts[0] = item["verdict"].Word<NumberVerdict>(ReportWords.Of);
            CheckFigures(item, number);
        }

        CheckMark(item, number);
        if (item.Optional("reason")?.Text() is { } reason)
        {
            _reasons[number] = reason;
        }
        else if (number.Verdict == NumberVerdict.Undecidable)
        {
            throw item.Missing("reason");
        }

        return number;
    }

    private static TensorSlot? Slot(TensorLayout layout, Quantity quantity, int? layer) => (quantity, layer) switch
    {
        (Quantity.PreActivation, { } l) => layout.PreActivation(l),
        (Quantity.Output, { } l) => layout.Output(l),
        (Quantity.Loss, null) => layout.Loss,
        (Quantity.Delta, { } l) => layout.Delta(l),
        (Quantity.Gradient, { } l) => layout.WeightGradient(l),
        (Quantity.UpdatedParameter, { } l) => layout.UpdatedWeights(l),
        (Quantity.UpdatedLoss, null) => layout.UpdatedLoss,
        _ => null,
    };

    private static TensorSlot? Bias(TensorLayout layout, TensorSlot weights) => weights.Quantity switch
    {
        Quantity.Gradient => layout.BiasGradient(weights.Layer),
        Quantity.UpdatedParameter => layout.UpdatedBias(weights.Layer),
        _ => null,
    };

    private static int IndexOf(ReportElement item, TensorSlot slot)
    {
        int sample = Field("sample", slot.RowsAreSamples);
        int row = Field("row", slot.Layer >= 0);
        int column = Field("column", slot.Parameter == ParameterTensor.Weights);
        (int line, int place) = slot.RowsAreSamples ? (sample, row) : (row, column);
        return line <= slot.Rows && place <= slot.Columns ? ((line - 1) * slot.Columns) + place - 1 : throw item.Fault("the tensor has no such number.");

        int Field(string name, bool applies)
            => applies ? item[name].Count(1) : item.Optional(name) is { } field ? throw field.Fault("numbers of this tensor have no such address.") : 1;
    }

    /// <summary>What a report says of a number besides its two sides follows from them.</summary>
    private void CheckFigures(ReportElement item, ComparedNumber number)
    {
        const string sides = "engine and other";
        item["absolute"].MustBe(number.Absolute, sides);
        item["relative"].MustBe(number.Relative, sides);
        if (number.Ulps is { } ulps)
        {
            item["ulps"].MustBe(ulps, sides);
        }

        bool isWithin = number.Absolute == 0 || number.Absolute <= number.Allowed;
        bool isPossible = number.Verdict switch
        {
            NumberVerdict.Agrees => isWithin,
            NumberVerdict.Differs => !isWithin || !double.IsFinite(number.Absolute),
            _ => true,
        };
        if (!isHand && isByFigures && !isPossible)
        {
            throw item["verdict"].Contradiction(isWithin ? "that it agrees or is undecidable" : "that it differs or is undecidable", "absolute and allowed");
        }
    }

    /// <summary>In a calculation by hand every number has a mark, and exactly those that are wrong differ.</summary>
    private void CheckMark(ReportElement item, ComparedNumber number)
    {
        if (!isHand)
        {
            return;
        }

        if (number.Status is not { } status)
        {
            throw item.Missing("status");
        }

        if ((status == GradeStatus.NotGiven) != (number.Other is null))
        {
            throw item["status"].Contradiction(number.Other is null ? ReportWords.Of(GradeStatus.NotGiven) : "another mark", "other");
        }

        if (number.Other is not null && (status == GradeStatus.Wrong) != (number.Verdict == NumberVerdict.Differs))
        {
            throw item["status"].Contradiction(number.Verdict == NumberVerdict.Differs ? ReportWords.Of(GradeStatus.Wrong) : "another mark", "the verdict");
        }
    }
}
