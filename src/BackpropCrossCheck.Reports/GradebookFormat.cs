using System.Globalization;
using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Judging;

namespace BackpropCrossCheck.Reports;

/// <summary>A gradebook as CSV: a line for each answer, with its marks, its points, the first wrong number and the causes.</summary>
internal sealed class GradebookFormat : IReportFormat
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public string Readers => "a gradebook, a line an answer";

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(report);
        GradedClass graded = options.Class ?? throw new ArgumentException("There are no answers.", nameof(options));
        using var writer = new StreamWriter(stream, Encoding, leaveOpen: true) { NewLine = "\r\n" };
        GradeStatus[] marks = Enum.GetValues<GradeStatus>();
        Write(writer, ["file", "name", "outcome", .. marks.Select(ReportWords.Of), "points", "of", "first wrong", "cause", "remarks"]);
        foreach (GradedAnswer answer in graded.Answers)
        {
            Write(writer, Row(graded, answer, marks));
        }

        foreach (FixtureReport refused in report.Fixtures.Where(fixture => fixture.Error is not null))
        {
            string message = $"{ConsoleReport.Place(refused.File, refused.Error!)}: {refused.Error!.Message}";
            Write(writer, [refused.File, "", "not graded", .. marks.Select(_ => ""), "", "", "", "", message]);
        }
    }

    private static IEnumerable<string> Row(GradedClass graded, GradedAnswer answer, GradeStatus[] marks)
    {
        ResultComparison comparison = answer.Comparison;
        Score score = graded.ScoreOf(answer);
        var counts = comparison.AllNumbers(blanks: true).CountBy(ClassText.StatusOf).ToDictionary();
        IEnumerable<string> remarks = HandText.Remarks(comparison)
            .Concat(comparison.Notes.Select(note => FormattableString.Invariant($"{note.Line}:{note.Column}: {note.Text}")));
        return
        [
            answer.File,
            comparison.Against,
            OutcomeText.Of(GradedClass.OutcomeOf(comparison, graded.AcceptsCoarse)),
            .. marks.Select(mark => counts.GetValueOrDefault(mark).ToString(CultureInfo.InvariantCulture)),
            Number(score.Points),
            Number(score.Most),
            comparison.FirstWrong is { } first ? $"{Address.Of(first)}: {HandText.Slip(comparison, first)}" : string.Empty,
            string.Join("; ", comparison.Findings.Select(CauseOf).Distinct()),
            string.Join(" ", remarks),
        ];
    }

    private static string CauseOf(Finding finding)
        => finding.Layer is { } layer ? FormattableString.Invariant($"{finding.Cause} (layer {layer})") : finding.Cause;

    private static string Number(double points) => points.ToString("0.####", CultureInfo.InvariantCulture);

    private static void Write(StreamWriter writer, IEnumerable<string> fields) => writer.WriteLine(CsvText.Line(fields));
}
