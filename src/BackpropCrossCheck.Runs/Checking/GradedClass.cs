using System.Security.Cryptography;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Judging;

namespace BackpropCrossCheck.Checking;

/// <summary>The answers of one person or of a class to one exercise, graded.</summary>
/// <param name="Report">The report of the run: the fixture with a comparison for each answer, then the files that could not be
/// graded.</param>
/// <param name="Answers">The answers, in the order of their files.</param>
internal sealed record GradedClass(CheckReport Report, IReadOnlyList<GradedAnswer> Answers)
{
    /// <summary>Grades answers. A file that cannot be read does not stop the others.</summary>
    /// <param name="fixture">The exercise.</param>
    /// <param name="engine">The engine, which calculates the right numbers.</param>
    /// <param name="options">How they are graded.</param>
    /// <param name="selection">The files with the answers.</param>
    public static GradedClass Of(Fixture fixture, IGradientEngine engine, GradeOptions options, FixtureSelection selection)
    {
        Fixture withOptional = fixture with { HasOptional = true };
        Reference reference;
        try
        {
            reference = new Reference(withOptional, engine);
        }
        catch (UndefinedLossException fault)
        {
            return new GradedClass(ReportOf([FixtureCheck.Error(fixture, fixture.File!, FixtureError.Of(fault))]), []);
        }

        var answers = new List<(string File, ReadAnswer Read, ResultComparison Comparison)>();
        var digests = new Dictionary<string, string?>();
        List<FixtureReport> refused =
            [.. selection.Faults.Select(fault => FixtureCheck.Error(null, fault.Path, new FixtureError(fault.Problem)))];
        foreach (string file in selection.Files)
        {
            try
            {
                byte[] bytes = InputFile.Read(file, options.Limit);
                IReadOnlyList<ReadAnswer> read =
                    AnswerFileReader.Read(bytes, file, withOptional, options.Precision, options.HasNegativeDeltas);
                digests[file] = read.Count == 1 ? Convert.ToHexString(SHA256.HashData(bytes)) : null;
                ReadOnlyMemory<byte> text = AnswerText.Of(bytes, file).ToArray();
                answers.AddRange(read.Select(answer => (file, answer, GradeOne(reference, answer, text) with { File = file })));
            }
            catch (FixtureException fault)
            {
                refused.Add(FixtureCheck.Error(null, file, FixtureError.Of(fault)));
            }
#pragma warning disable CA1031 // The boundary of an answer file: an unexpected exception is its error, and the others are still graded.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                refused.Add(FixtureCheck.Error(null, file, FixtureError.OfInternal(fault)));
            }
        }

        AskedNumbers asked = options.Points is { } table
            ? AskedNumbers.These(table.Points.Keys)
            : AskedNumbers.Of([.. answers.Select(answer => answer.Read)]);
        List<GradedAnswer> complete = answers.ConvertAll(answer => new GradedAnswer(
            answer.File, AnswerWording.Of(answer.Comparison) with { LeftOut = asked.LeftOutOf(answer.Read) })
        {
            Asked = asked.Of(answer.Read),
            Digest = digests[answer.File],
        });
        Fixture stated = answers.Exists(answer => answer.Read.Entry.StatesOptional) ? withOptional : fixture;
        CheckReport report = ReportOf([ReportOf(stated, complete, options.AcceptCoarse), .. refused]);
        return new GradedClass(report, complete) { AcceptsCoarse = options.AcceptCoarse, Points = options.Points };
    }

    /// <summary>Whether answers with fewer digits than asked for may be right.</summary>
    public bool AcceptsCoarse { get; init; }

    /// <summary>What each number is worth; null if each number that is asked for is worth one point.</summary>
    public PointTable? Points { get; init; }

    /// <summary>The points of an answer.</summary>
    /// <param name="answer">One of the answers.</param>
    public Score ScoreOf(GradedAnswer answer) => Score.Of(answer, Points, AcceptsCoarse);

    /// <summary>The report of a run whose exercise cannot be read.</summary>
    /// <param name="fault">The reason.</param>
    public static GradedClass Unreadable(FixtureException fault)
        => new(ReportOf([FixtureCheck.Error(null, fault.File, FixtureError.Of(fault))]), []);

    private static ResultComparison GradeOne(Reference reference, ReadAnswer answer, ReadOnlyMemory<byte> text)
    {
        IndependentResult given = IndependentResult.Of(answer.Entry) with { Unreadable = answer.Unreadable };
        ResultComparison comparison = ResultComparer.Compare(reference, given) with { Notes = answer.Notes };
        return NumberPlaces.Add(text.Span, answer.Entry.Offsets, comparison);
    }

    private static FixtureReport ReportOf(Fixture fixture, List<GradedAnswer> answers, bool acceptCoarse)
    {
        ResultComparison[] comparisons = [.. answers.Select(answer => answer.Comparison)];
        Verdict verdict = VerdictOf(comparisons, acceptCoarse);
        GradedAnswer? unsettled = answers.Find(answer => answer.Comparison.Verdict == Verdict.Inconclusive);
        return new FixtureReport
        {
            Name = fixture.Name,
            File = fixture.File!,
            Verdict = verdict,
            Fixture = fixture,
            Layout = fixture.Layout,
            Loss = fixture.Loss,
            Comparisons = comparisons,
            Reason = answers.Count == 0 ? "no answer could be graded"
                : verdict == Verdict.Fail || unsettled is null ? null
                : $"{unsettled.Comparison.Against}: {unsettled.Comparison.Reason ?? "a number cannot be told"}",
        };
    }

    /// <summary>The verdict of an exercise. An answer that leaves most out, or that has too few digits, is not right.</summary>
    /// <param name="answers">The answers after comparison.</param>
    /// <param name="acceptCoarse">Whether answers with fewer digits than asked for may be right.</param>
    internal static Verdict VerdictOf(IReadOnlyList<ResultComparison> answers, bool acceptCoarse)
        => answers.Any(answer => OutcomeOf(answer, acceptCoarse) is AnswerOutcome.Wrong or AnswerOutcome.Incomplete or AnswerOutcome.Coarse)
            ? Verdict.Fail
        : answers.Count == 0 || answers.Any(answer => answer.Verdict == Verdict.Inconclusive) ? Verdict.Inconclusive
        : Verdict.Pass;

    /// <summary>What comes of one answer.</summary>
    /// <param name="answer">The answer after comparison.</param>
    /// <param name="acceptCoarse">Whether answers with fewer digits than asked for may be right.</param>
    internal static AnswerOutcome OutcomeOf(ResultComparison answer, bool acceptCoarse)
        => answer.Verdict == Verdict.Fail ? AnswerOutcome.Wrong
        : answer.Verdict != Verdict.Pass ? AnswerOutcome.Unknown
        : answer.LeftOut is not null ? AnswerOutcome.Incomplete
        : answer.IsCoarse && !acceptCoarse ? AnswerOutcome.Coarse
        : AnswerOutcome.Right;

    /// <summary>The report of a run that was asked for exactly this grading. If no number was graded, nothing was checked.</summary>
    /// <param name="fixtures">The exercise, and the files that could not be graded.</param>
    internal static CheckReport ReportOf(IReadOnlyList<FixtureReport> fixtures)
    {
        var report = CheckReport.Of([], fixtures, new CheckOptions { OraclesAreNamed = true });
        return report.Summary is { Numbers: 0, Errors: 0 }
            ? report with { Verdict = Verdict.Inconclusive, ExitCode = ExitCode.NothingChecked, Reason = "the answers give no number" }
            : report;
    }
}
