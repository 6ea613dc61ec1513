using System.Globalization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Judging;

namespace BackpropCrossCheck.Reports;

/// <summary>Tables and sentences about the answers of a class, the same in every format.</summary>
/// <param name="graded">The answers.</param>
internal sealed class ClassText(GradedClass graded)
{
    private static readonly (string Heading, GradeStatus Status, bool IsAlwaysShown)[] Marks =
    [
        ("correct", GradeStatus.Correct, true),
        ("truncated", GradeStatus.Truncated, true),
        ("follows", GradeStatus.Follows, true),
        ("rounded", GradeStatus.RoundedIntermediates, true),
        ("trivial", GradeStatus.Trivial, false),
        ("wrong", GradeStatus.Wrong, true),
        ("unreadable", GradeStatus.Unreadable, false),
        ("blank", GradeStatus.NotGiven, true),
    ];

    /// <summary>What answers have in common.</summary>
    public ClassSummary Summary { get; } = new(graded.Answers);

    /// <summary>The headings of the table of marks, and the cells of some answers. Rare marks have a column if an answer has them; points
    /// have one if they were given.</summary>
    /// <param name="answers">The answers.</param>
    public (IReadOnlyList<string> Headings, IReadOnlyList<string[]> Rows) Table(IReadOnlyList<GradedAnswer> answers)
    {
        Dictionary<GradeStatus, int>[] all =
            [.. answers.Select(answer => answer.Comparison.AllNumbers(blanks: true).CountBy(StatusOf).ToDictionary())];
        var marks = Marks.Where(mark => mark.IsAlwaysShown || all.Any(counts => counts.ContainsKey(mark.Status))).ToList();
        string[] headings = [.. marks.Select(mark => mark.Heading), .. graded.Points is null ? Array.Empty<string>() : ["points"]];
        return (
            headings,
            [
                .. answers.Zip(all, (answer, counts) => (string[])
                [
                    .. marks.Select(mark => counts.GetValueOrDefault(mark.Status).ToString(CultureInfo.InvariantCulture)),
                    .. graded.Points is null ? Array.Empty<string>() : [Points(answer)],
                ]),
            ]);
    }

    /// <summary>The mark of a number; for a recorded number, the mark that a calculation by hand would get.</summary>
    /// <param name="number">The number.</param>
    public static GradeStatus StatusOf(ComparedNumber number)
        => number.Status
            ?? (number.Other is null ? GradeStatus.NotGiven
                : number.Verdict == NumberVerdict.Differs ? GradeStatus.Wrong
                : GradeStatus.Correct);

    /// <summary>"7.5/10".</summary>
    /// <param name="answer">The answer.</param>
    public string Points(GradedAnswer answer)
    {
        Score score = graded.ScoreOf(answer);
        return string.Create(CultureInfo.InvariantCulture, $"{score.Points:0.####}/{score.Most:0.####}");
    }

    /// <summary>"delta, layer 2, sample 1, unit 1; 2 give 0.081": a number that many have wrong.</summary>
    /// <param name="number">The number.</param>
    public string Frequent(FrequentNumber number)
    {
        GradedAnswer? first = graded.Answers.FirstOrDefault(answer => answer.Comparison.Notable.Contains(number.Number));
        double factor = number.Number.Step.ScalesWithLoss ? first?.Comparison.DeclaredScale ?? 1 : 1;
        string same = number.Commonest is { } value
            ? string.Create(
                CultureInfo.InvariantCulture, $"; {number.Same} give {(value * factor) + (number.Number.Added * (1 - factor)):G10}")
            : string.Empty;
        return Address.Of(number.Number) + same;
    }

    /// <summary>"3 answers share 6 wrong numbers: anna, ben, clara", and files that are the same.</summary>
    public IEnumerable<string> Shared()
    {
        foreach (SharedNumbers shared in Summary.Shared)
        {
            string follow = shared.Following == 1 ? "follows" : "follow";
            string following = shared.Following == 0
                ? string.Empty
                : FormattableString.Invariant($" and {shared.Following} that {follow} from wrong ones");
            string identical = shared.AreIdentical ? "; every number is the same" : string.Empty;
            yield return $"{Wording.Count(shared.Answers.Count, "answer")} share {Wording.Count(shared.Wrong, "wrong number")}{following}: "
                + string.Join(", ", shared.Answers) + identical;
        }

        foreach (IReadOnlyList<string> files in Summary.SameFiles)
        {
            yield return $"{Wording.Count(files.Count, "file")} are the same, byte by byte: {string.Join(", ", files)}";
        }
    }
}
