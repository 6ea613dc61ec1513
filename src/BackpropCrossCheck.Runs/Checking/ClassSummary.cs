using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Checking;

/// <summary>What the answers of a class have in common.</summary>
internal sealed class ClassSummary
{
    private const int MostNumbers = 10;
    private const int MostGroups = 10;

    private readonly IReadOnlyList<GradedAnswer> _answers;

    /// <summary>Looks at the answers of a class.</summary>
    /// <param name="answers">The answers.</param>
    public ClassSummary(IReadOnlyList<GradedAnswer> answers)
    {
        _answers = answers;
        MostWrong = FindMostWrong();
        Shared = FindShared();
        SameFiles =
        [
            .. answers.Where(answer => answer.Digest is not null).GroupBy(answer => answer.Digest)
                .Select(group => (IReadOnlyList<string>)[.. group.Select(answer => answer.File).Distinct()])
                .Where(files => files.Count > 1),
        ];
    }

    /// <summary>The numbers that several answers have wrong, the most frequent first.</summary>
    public IReadOnlyList<FrequentNumber> MostWrong { get; }

    /// <summary>Groups of answers that share wrong numbers, those that share most first.</summary>
    public IReadOnlyList<SharedNumbers> Shared { get; }

    /// <summary>Groups of files that are the same, byte by byte.</summary>
    public IReadOnlyList<IReadOnlyList<string>> SameFiles { get; }

    private FrequentNumber[] FindMostWrong()
        =>
        [
            .. _answers.SelectMany(answer => answer.Comparison.Notable.Where(number => number.Verdict == NumberVerdict.Differs))
                .GroupBy(number => (number.Step, number.Index))
                .Where(group => group.Count() > 1)
                .Select(Frequent)
                .OrderByDescending(number => number.Answers)
                .ThenBy(number => number.Number.Step.Index).ThenBy(number => number.Number.Index)
                .Take(MostNumbers),
        ];

    private static FrequentNumber Frequent(IGrouping<(Step Step, int Index), ComparedNumber> group)
    {
        KeyValuePair<double, int> commonest = group.Where(number => number.Other is { } value && !double.IsNaN(value))
            .CountBy(number => number.Other!.Value).OrderByDescending(value => value.Value).FirstOrDefault();
        return new FrequentNumber(
            group.First(), group.Count(), commonest.Value > 1 ? commonest.Key : null, commonest.Value);
    }

    private SharedNumbers[] FindShared()
    {
        // For every number that is not the true one, who gives it; zeros that follow from zeros say nothing.
        var holders = _answers.SelectMany((answer, i) => answer.Comparison.AllNumbers().Where(IsOwn)
                .Select(number => (Key: (number.Step, number.Index, Value: number.Other!.Value), number.Status, Answer: i)))
            .GroupBy(number => number.Key)
            .Select(group => (Answers: group.Select(number => number.Answer).ToHashSet(),
                IsWrong: group.All(number => number.Status is null or GradeStatus.Wrong)))
            .Where(number => number.Answers.Count > 1)
            .ToList();
        return
        [
            .. holders.Where(number => number.IsWrong).Select(number => number.Answers)
                .DistinctBy(answers => string.Join(',', answers.Order()))
                .Select(answers => Common(answers, [.. holders.Where(number => number.Answers.IsSupersetOf(answers))]))
                .OrderByDescending(shared => shared.Wrong).ThenByDescending(shared => shared.Following)
                .ThenByDescending(shared => shared.Answers.Count)
                .Take(MostGroups),
        ];
    }

    private SharedNumbers Common(HashSet<int> answers, List<(HashSet<int> Answers, bool IsWrong)> shared)
    {
        int wrong = shared.Count(number => number.IsWrong);
        string[] texts = [.. answers.Select(answer => string.Join(
            ' ', _answers[answer].Comparison.AllNumbers().Select(number => (number.Step.Index, number.Index, number.Other))))];
        return new SharedNumbers(
            [.. answers.Order().Select(answer => _answers[answer].Comparison.Against)],
            wrong,
            shared.Count - wrong,
            texts.Distinct().Count() == 1);
    }

    private static bool IsOwn(ComparedNumber number) => number.Other is { } value && !double.IsNaN(value)
        && (number.Status is GradeStatus.Wrong or GradeStatus.Follows
            || (number.Status is null && number.Verdict == NumberVerdict.Differs));
}
