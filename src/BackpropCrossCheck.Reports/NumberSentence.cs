using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports;

/// <summary>A compared number in words.</summary>
internal static class NumberSentence
{
    /// <summary>"row 1, column 3: ours 0.25, other 0.5, difference 0.25, allowed 1.2e-7".</summary>
    public static string Of(ComparedNumber number)
    {
        string within = Address.WithinTensor(number);
        string place = within.Length == 0 ? string.Empty : within + ": ";
        if (number.Status == GradeStatus.Unreadable)
        {
            return $"{place}true {NumberCells.Full(number.Engine)}, what is given cannot be read";
        }

        (string engine, string other) = number.Status is null ? ("ours", "other") : ("true", "given");
        string mark = number.Status is { } status and not GradeStatus.Wrong ? $" ({ReportWords.Of(status)})" : string.Empty;
        return $"{place}{engine} {NumberCells.Full(number.Engine)}, {other} {NumberCells.Full(number.Other)}{mark}, "
            + $"difference {NumberCells.Small(number.Absolute, ShownDigits.All)}, allowed "
            + $"{NumberCells.Small(number.Allowed, ShownDigits.All)}"
            + (number is { StepVerdict: StepVerdict.Wrong, FromOwnNumbers: { } follows }
                ? $"; {NumberCells.Full(follows)} follows from the other side's own numbers" : string.Empty);
    }
}
