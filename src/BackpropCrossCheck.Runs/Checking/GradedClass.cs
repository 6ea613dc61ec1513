using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

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
    /// <param name="precision">The precision that answers in CSV were asked for with.</param>
    /// <param name="selection">The files with the answers.</param>
    /// <param name="limit">How much of one file is read at most, in MiB.</param>
    public static GradedClass Of(
        Fixture fixture, IGradientEngine engine, NumberPrecision precision, FixtureSelection selection, int limit = InputFile.DefaultLimit)
    {
        Reference reference;
        try
        {
            reference = new Reference(fixture with { HasOptional = true }, engine);
        }
        catch (UndefinedLossException fault)
        {
            return new GradedClass(ReportOf([FixtureCheck.Error(fixture, fixture.File!, FixtureError.Of(fault))]), []);
        }

        var answers = new List<GradedAnswer>();
        List<FixtureReport> refused =
            [.. selection.Faults.Select(fault => FixtureCheck.Error(null, fault.Path, new FixtureError(fault.Problem)))];
        foreach (string file in selection.Files)
        {
            try
            {
                byte[] bytes = InputFile.Read(file, limit);
                GradedAnswer[] graded =
                [
                    .. AnswerFileReader.Read(bytes, file, fixture, precision).Select(entry => Graded(reference, entry, file, bytes)),
                ];
                answers.AddRange(graded);
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

        return new GradedClass(ReportOf([ReportOf(fixture, answers), .. refused]), answers);
    }

    /// <summary>The report of a run whose exercise cannot be read.</summary>
    /// <param name="fault">The reason.</param>
    public static GradedClass Unreadable(FixtureException fault)
        => new(ReportOf([FixtureCheck.Error(null, fault.File, FixtureError.Of(fault))]), []);

    private static GradedAnswer Graded(Reference reference, ExpectedEntry entry, string file, byte[] bytes)
    {
        ResultComparison comparison = ResultComparer.Compare(reference, IndependentResult.Of(entry));
        return new GradedAnswer(file, NumberPlaces.Add(bytes, entry.Offsets, comparison) with { File = file });
    }

    private static FixtureReport ReportOf(Fixture fixture, List<GradedAnswer> answers)
    {
        ResultComparison[] comparisons = [.. answers.Select(answer => answer.Comparison)];
        Verdict verdict = VerdictOf(comparisons);
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

    /// <summary>The verdict of an exercise.</summary>
    /// <param name="answers">The answers after comparison.</param>
    internal static Verdict VerdictOf(IReadOnlyList<ResultComparison> answers)
        => answers.Any(answer => answer.Verdict == Verdict.Fail) ? Verdict.Fail
        : answers.Count == 0 || answers.Any(answer => answer.Verdict == Verdict.Inconclusive) ? Verdict.Inconclusive
        : Verdict.Pass;

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
