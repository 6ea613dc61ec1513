using System.Text.Json;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports;

/// <summary>Comparisons and single numbers in the JSON report.</summary>
internal static class JsonComparison
{
    /// <summary>Writes a comparison.</summary>
    public static void Write(Utf8JsonWriter writer, ResultComparison comparison, FixtureReport fixture, bool all)
    {
        writer.WriteStartObject();
        writer.WriteString("against", comparison.Against);
        writer.WriteString("kind", ReportWords.Of(comparison.Kind));
        writer.WriteString("status", ReportWords.Of(comparison.Status));
        writer.WriteOptional("file", comparison.File);
        writer.WriteOptional("reason", comparison.Reason);
        if (comparison.Precision is { } precision)
        {
            WritePrecision(writer, precision);
        }

        if (comparison.StatedIn is { } stated && stated != fixture.Loss)
        {
            WriteLoss(writer, stated);
        }

        writer.WriteOptional("rule", comparison.Rule);
        if (comparison.HasFixedRule)
        {
            writer.WriteBoolean("ruleIsFixed", true);
        }

        if (comparison.Intermediates is { } rounding)
        {
            writer.WriteStartObject("intermediates");
            WriteDigits(writer, rounding.Precision);
            writer.WriteString("way", ReportWords.Of(rounding.Way));
            writer.WriteEndObject();
        }

        if (comparison.DeclaredScale is { } declared)
        {
            WriteScale(writer, comparison, declared);
        }

        writer.WriteString("verdict", ReportWords.Of(comparison.Verdict));
        writer.WriteNumber("numbers", comparison.Numbers);
        writer.WriteNumber("discrepancies", comparison.Discrepancies);
        writer.WriteNumber("undecidable", comparison.Undecidable);
        writer.WriteNumber("notGiven", comparison.NotGiven);
        if (comparison.NotGiven > 0)
        {
            writer.WriteStartArray("notGivenOf");
            foreach (string quantity in comparison.NotGivenOf)
            {
                writer.WriteStringValue(quantity);
            }

            writer.WriteEndArray();
        }

        JsonRigour.WriteNotCompared(writer, comparison.NotCompared);
        if (comparison.Change is { } change)
        {
            WriteChange(writer, change);
        }

        WriteTensors(writer, comparison, fixture.Layout);
        JsonRigour.WriteSees(writer, comparison.Summaries);
        if (comparison.Marks is { } marks)
        {
            WriteMarks(writer, marks);
        }

        WriteItems(writer, comparison, all);
        WriteItem(writer, "worst", comparison.Worst, comparison);
        WriteItem(writer, "firstWrong", comparison.FirstWrong, comparison);
        if (comparison.HasNotable)
        {
            JsonPoints.Write(writer, ErrorPoints.Of(comparison));
        }

        writer.WriteStartArray("diagnosis");
        foreach (Finding finding in comparison.Findings)
        {
            WriteFinding(writer, finding);
        }

        writer.WriteEndArray();
        writer.WriteOptional("undiagnosed", comparison.Undiagnosed);
        writer.WriteEndObject();
    }

    /// <summary>Writes a loss convention.</summary>
    public static void WriteLoss(Utf8JsonWriter writer, Loss loss)
    {
        writer.WriteStartObject("loss");
        writer.WriteString("kind", ContractNames.Of(loss.Kind));
        writer.WriteString("reduction", ContractNames.Of(loss.Reduction));
        writer.WriteEndObject();
    }

    /// <summary>Writes which tensor a number is in; what does not apply to its kind is left out.</summary>
    public static void WriteTensor(Utf8JsonWriter writer, TensorSlot slot)
    {
        writer.WriteString("quantity", ContractNames.Of(slot.Quantity));
        writer.WriteOptional("layer", slot.Layer < 0 ? null : slot.Layer + 1);
        if (slot.Parameter != ParameterTensor.None)
        {
            writer.WriteString("tensor", ReportWords.Of(slot.Parameter));
        }
    }

    /// <summary>How many numbers the other side gave of each tensor there is, in the order of the calculation. With the network and the items this is what a
    /// report says of each tensor, in few bytes.</summary>
    private static void WriteTensors(Utf8JsonWriter writer, ResultComparison comparison, TensorLayout? layout)
    {
        var given = comparison.Summaries.ToDictionary(summary => summary.Slot.Index, summary => summary.Numbers);
        writer.WriteStartArray("tensors");
        foreach (TensorSlot slot in given.Count == 0 ? [] : layout?.Slots ?? [])
        {
            writer.WriteNumberValue(given.GetValueOrDefault(slot.Index));
        }

        writer.WriteEndArray();
    }

    private static void WriteMarks(Utf8JsonWriter writer, IReadOnlyList<MarkCount> marks)
    {
        writer.WriteStartObject("marks");
        foreach (MarkCount mark in marks)
        {
            writer.WriteNumber(ReportWords.Of(mark.Status), mark.Numbers);
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, ResultComparison comparison, bool all)
    {
        // The place of a tensor is that of the first number with the verdict that it is known for.
        var places = comparison.Summaries.Where(summary => summary.Place is not null).ToDictionary(summary => summary.Slot.Index);
        writer.WriteStartArray("items");
        foreach (ComparedNumber number in all ? comparison.AllNumbers(blanks: true) : comparison.Notable)
        {
            bool placed = places.TryGetValue(number.Tensor.Slot.Index, out TensorSummary? summary)
                && number.Verdict == summary.PlacedVerdict && places.Remove(summary.Slot.Index);
            WriteItem(writer, number, comparison.ReasonFor(number), placed ? summary!.Place : null);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a number with its address; what does not apply to its kind is left out.</summary>
    public static void WriteItem(Utf8JsonWriter writer, ComparedNumber number, string? reason, TextPosition? place = null)
    {
        writer.WriteStartObject();
        WriteTensor(writer, number.Tensor.Slot);
        writer.WriteOptional("sample", number.Sample);
        writer.WriteOptional("row", number.Row);
        writer.WriteOptional("column", number.Column);
        WriteNumber(writer, "engine", number.Engine);
        if (number.Other is { } other)
        {
            WriteNumber(writer, "other", other);
            WriteNumber(writer, "absolute", number.Absolute);
            WriteNumber(writer, "relative", number.Relative);
            if (number.Ulps is { } ulps)
            {
                WriteNumber(writer, "ulps", ulps);
            }

            WriteNumber(writer, "allowed", number.Allowed);
            writer.WriteString("verdict", ReportWords.Of(number.Verdict));
        }
        else
        {
            writer.WriteNull("other");
        }

        if (number.Status is { } status)
        {
            writer.WriteString("status", ReportWords.Of(status));
        }

        if (number.FromOwnNumbers is { } own)
        {
            WriteNumber(writer, "fromOwnNumbers", own);
        }

        writer.WriteOptional("reason", reason);
        if (place is { } at)
        {
            writer.WriteStartObject("place");
            writer.WriteNumber("line", at.Line);
            writer.WriteNumber("column", at.Column);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter writer, string name, ComparedNumber? number, ResultComparison comparison)
    {
        if (number is not null)
        {
            writer.WritePropertyName(name);
            WriteItem(writer, number, comparison.ReasonFor(number));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WritePrecision(Utf8JsonWriter writer, NumberPrecision precision)
    {
        if (precision is NumberPrecision.Format format)
        {
            writer.WriteString("precision", ContractNames.Of(format.Value));
            return;
        }

        writer.WriteStartObject("precision");
        WriteDigits(writer, precision);
        writer.WriteEndObject();
    }

    private static void WriteDigits(Utf8JsonWriter writer, NumberPrecision precision)
    {
        if (precision is NumberPrecision.Decimals decimals)
        {
            writer.WriteNumber("decimals", decimals.Count);
        }
        else if (precision is NumberPrecision.Significant significant)
        {
            writer.WriteNumber("significant", significant.Count);
        }
    }

    private static void WriteScale(Utf8JsonWriter writer, ResultComparison comparison, double declared)
    {
        writer.WriteStartObject("scale");
        WriteNumber(writer, "declared", declared);
        if (comparison.FittedScale is { } fitted)
        {
            WriteNumber(writer, "fitted", fitted);
            if (!comparison.IsScaled)
            {
                writer.WriteBoolean("fits", false);
            }
        }
        else
        {
            writer.WriteNull("fitted");
        }

        if (comparison.ScaleNote is { } note)
        {
            writer.WriteString("note", note);
        }

        writer.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter writer, BaselineChange change)
    {
        writer.WriteStartObject("change");
        writer.WriteNumber("numbers", change.Numbers);
        WriteNumber(writer, "ulps", change.Ulps);
        writer.WriteString("then", change.Versions.Then);
        writer.WriteString("now", change.Versions.Now);
        writer.WriteBoolean("versionsMayExplain", change.Versions.MayExplain);
        writer.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("cause", finding.Cause);
        if (finding.Layer is { } layer)
        {
            writer.WriteNumber("layer", layer);
        }
        else
        {
            writer.WriteNull("layer");
        }

        WriteArgument(writer, finding.Argument);
        WriteNumber(writer, "explains", finding.Explains);
        writer.WriteString("text", finding.Text);
        writer.WriteEndObject();
    }

    private static void WriteArgument(Utf8JsonWriter writer, FindingArgument? argument)
    {
        switch (argument)
        {
            case FindingArgument.Number number:
                WriteNumber(writer, "argument", number.Value);
                break;
            case FindingArgument.Function { Activation: var activation }:
                writer.WriteStartObject("argument");
                writer.WriteString("activation", ContractNames.Of(activation.Kind));
                if (activation.HasAlpha)
                {
                    WriteNumber(writer, "alpha", activation.Alpha);
                }
                else
                {
                    writer.WriteNull("alpha");
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNull("argument");
                break;
        }
    }

    /// <summary>Writes a field that is a number. Numbers round-trip; a non-finite one is a string.</summary>
    internal static void WriteNumber(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }
}
