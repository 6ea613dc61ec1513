using System.Globalization;
using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports;

/// <summary>The numbers of a report as CSV, a line for each: those that differ or are undecidable, or every one.</summary>
internal sealed class NumbersFormat : IReportFormat
{
    private static readonly string[] Header =
    [
        "file", "fixture", "against", "kind", "quantity", "layer", "tensor", "sample", "row", "column", "engine", "other", "absolute",
        "relative", "ulps", "allowed", "verdict", "status",
    ];

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public string Readers => "spreadsheets, a line a number";

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var writer = new StreamWriter(stream, Encoding, leaveOpen: true) { NewLine = "\r\n" };
        writer.WriteLine(CsvText.Line(Header));
        foreach (string remark in ConclusionText.OfRun(report))
        {
            writer.WriteLine(CsvText.Line(Header.Select(column => column switch
            {
                "fixture" => remark,
                "kind" => "remark",
                _ => string.Empty,
            })));
        }

        foreach (FixtureReport fixture in report.Fixtures)
        {
            foreach (ResultComparison comparison in fixture.Comparisons)
            {
                foreach (ComparedNumber number in options.All ? comparison.AllNumbers(blanks: true) : comparison.Notable)
                {
                    writer.WriteLine(CsvText.Line(Row(fixture, comparison, number)));
                }
            }
        }
    }

    private static IEnumerable<string> Row(FixtureReport fixture, ResultComparison comparison, ComparedNumber number) =>
    [
        fixture.File,
        fixture.Name ?? string.Empty,
        comparison.Against,
        ReportWords.Of(comparison.Kind),
        ContractWords.Of(number.Quantity),
        Count(number.Layer),
        ContractWords.TensorOf(number.Quantity) ?? string.Empty,
        Count(number.Sample),
        Count(number.Row),
        Count(number.Column),
        Number(number.Engine),
        number.Other is { } other ? Number(other) : string.Empty,
        number.Other is null ? string.Empty : Number(number.Absolute),
        number.Other is null ? string.Empty : Number(number.Relative),
        number is { Other: not null, Ulps: { } ulps } ? Number(ulps) : string.Empty,
        number.Other is null ? string.Empty : Number(number.Allowed),
        number.Other is null ? string.Empty : ReportWords.Of(number.Verdict),
        number.Status is { } status ? ReportWords.Of(status) : string.Empty,
    ];

    private static string Count(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
