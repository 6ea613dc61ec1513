using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports.Json;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads the numbers of one comparison of a JSON report.</summary>
/// <param name="layout">The possible tensors; null if the report does not state them.</param>
/// <param name="format">The format whose ulps distances are counted in; null if the other side's numbers are rounded to digits.</param>
/// <param name="isHand">Whether the numbers were calculated by hand and so have marks.</param>
/// <param name="isByFigures">Whether a number's verdict follows from its difference and the allowed difference.</param>
internal sealed class NumberReader(TensorLayout? layout, FloatFormat? format, bool isHand, bool isByFigures)
{
    /// <summary>The format of a single number. The report does not name it, but the distance in ulps reveals it.</summary>
    public static FloatFormat? FormatOf(JsonNumber item, ReportPlace at)
    {
        if (item.Ulps is not { } ulps)
        {
            return null;
        }

        double larger = Math.Max(Math.Abs(at.Required("engine", item.Engine)), Math.Abs(at.Required("other", item.Other)));
        return at.Required("absolute", item.Absolute) / ComparedNumber.Ulp(FloatFormat.Float32, larger)
            == ulps ? FloatFormat.Float32 : FloatFormat.Float64;
    }

    /// <summary>The tensor that an item is about.</summary>
    /// <exception cref="FormatException">The network has no such tensor.</exception>
    public static Step StepOf(IJsonTensor item, ReportPlace at, TensorLayout? layout)
    {
        string quantity = at.Word("quantity", item.Quantity, ContractWords.Quantities);
        string? tensor = item.Tensor is null ? null : at.Word("tensor", item.Tensor, ContractWords.Tensors);
        int layer = at.OptionalCount("layer", item.Layer, 1) - 1 ?? -1;
        Step? step = layout is not null && layer < layout.Layers.Count && ContractWords.ParseQuantity(quantity, tensor) is { } parsed
            && (layer >= 0) == parsed.IsOfLayer ? layout.Find(parsed, layer) : null;
        return step ?? throw at.Fault("the network of this fixture has no such tensor.");
    }

    /// <summary>Reads a number.</summary>
    /// <exception cref="FormatException">It is not a number, its address is not in the network, or it contradicts itself.</exception>
    public ComparedNumber Read(JsonNumber item, ReportPlace at)
    {
        Step step = StepOf(item, at, layout);
        bool isGiven = item.Other is not null;
        var number = new ComparedNumber(step, IndexOf(item, at, step), format, at.Required("engine", item.Engine), item.Other)
        {
            Allowed = isGiven ? at.Distance("allowed", item.Allowed) : 0,
            Verdict = isGiven ? at.Word<NumberVerdict>("verdict", item.Verdict, ReportWords.Of) : NumberVerdict.Agrees,
            Status = item.Status is null ? null : at.Word<GradeStatus>("status", item.Status, ReportWords.Of),
            FromOwnNumbers = item.Follows ?? item.FromOwnNumbers,
            StepVerdict = item.Step is null ? StepVerdict.NoOperands : at.Word<StepVerdict>("step", item.Step, ReportWords.Of),
            Reason = item.Reason,
        };
        if (isGiven)
        {
            CheckFigures(item, at, number);
        }

        CheckMark(at, number);
        return number.Verdict != NumberVerdict.Undecidable || number.Reason is not null ? number : throw at.Missing("reason");
    }

    private static int IndexOf(JsonNumber item, ReportPlace at, Step step)
    {
        int sample = Field("sample", item.Sample, step.RowsAreSamples);
        int row = Field("row", item.Row, step.Quantity.Rows != Axis.One);
        int column = Field("column", item.Column, step.IsWeights);
        (int line, int place) = step.RowsAreSamples ? (sample, row) : (row, column);
        return line <= step.Rows && place <= step.Columns
            ? ((line - 1) * step.Columns) + place - 1 : throw at.Fault("the tensor has no such number.");

        int Field(string name, int? value, bool applies) => applies ? at.Count(name, value, 1)
            : value is null ? 1
            : throw at[name].Fault("numbers of this tensor have no such address.");
    }

    /// <summary>Everything else that a report says about a number must follow from its two sides.</summary>
    private void CheckFigures(JsonNumber item, ReportPlace at, ComparedNumber number)
    {
        const string sides = "engine and other";
        at.MustBe("absolute", item.Absolute, number.Absolute, sides);
        at.MustBe("relative", item.Relative, number.Relative, sides);
        if (number.Ulps is { } ulps)
        {
            at.MustBe("ulps", item.Ulps, ulps, sides);
        }

        bool isWithin = number.Absolute == 0 || number.Absolute <= number.Allowed;
        bool isPossible = number.Verdict switch
        {
            NumberVerdict.Agrees => isWithin || number.Reason == ComparedNumber.AgreesBySteps,
            NumberVerdict.Differs => !isWithin || !double.IsFinite(number.Absolute) || number.StepVerdict == StepVerdict.Wrong,
            NumberVerdict.Undecidable => true,
        };
        if (!isHand && isByFigures && !isPossible)
        {
            throw at["verdict"].Contradiction(
                isWithin ? "that it agrees or is undecidable" : "that it differs or is undecidable", "absolute and allowed");
        }
    }

    /// <summary>In a calculation by hand, every number has a mark, and exactly the wrong ones differ.</summary>
    private void CheckMark(ReportPlace at, ComparedNumber number)
    {
        if (!isHand)
        {
            return;
        }

        if (number.Status is not { } status)
        {
            throw at.Missing("status");
        }

        if ((status == GradeStatus.NotGiven) != (number.Other is null))
        {
            throw at["status"].Contradiction(number.Other is null ? ReportWords.Of(GradeStatus.NotGiven) : "another mark", "other");
        }

        bool isUnreadable = status == GradeStatus.Unreadable;
        if (isUnreadable != (number.Other is { } other && double.IsNaN(other)))
        {
            throw at["status"].Contradiction(isUnreadable ? "another mark" : ReportWords.Of(GradeStatus.Unreadable), "other");
        }

        if (number.Other is not null && (isUnreadable || status == GradeStatus.Wrong) != (number.Verdict == NumberVerdict.Differs))
        {
            throw at["status"].Contradiction(number.Verdict == NumberVerdict.Differs
                ? ReportWords.Of(GradeStatus.Wrong) : "another mark", "the verdict");
        }
    }
}
