using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>The numbers that an exercise asks for, as far as its answers show: those that more than half of the answers name. A line
/// without a value names its number too.</summary>
internal sealed class AskedNumbers
{
    private readonly HashSet<(Step Step, int Index)> _asked;

    /// <summary>Whether somebody asks for exactly these numbers.</summary>
    private readonly bool _isGiven;

    private AskedNumbers(HashSet<(Step Step, int Index)> asked, bool isGiven)
    {
        _asked = asked;
        _isGiven = isGiven;
    }

    /// <summary>The numbers that answers to one exercise show to be asked for.</summary>
    /// <param name="answers">The answers.</param>
    public static AskedNumbers Of(IReadOnlyCollection<ReadAnswer> answers)
        => new([.. answers.SelectMany(Named).CountBy(number => number).Where(number => 2 * number.Value > answers.Count)
            .Select(number => number.Key)], isGiven: false);

    /// <summary>The numbers that somebody asks for.</summary>
    /// <param name="numbers">The numbers.</param>
    public static AskedNumbers These(IEnumerable<(Step Step, int Index)> numbers) => new([.. numbers], isGiven: true);

    /// <summary>The numbers that an answer should have: those that are asked for, and those that it names itself.</summary>
    /// <param name="answer">The answer.</param>
    public IReadOnlyCollection<(Step Step, int Index)> Of(ReadAnswer answer) => [.. _asked.Union(Named(answer))];

    /// <summary>"18 of 19 numbers are missing: 3 of output, 1 of loss, …": what an answer leaves out; null if at least half of the numbers
    /// are there, and where the answer has none at all.</summary>
    /// <param name="answer">The answer.</param>
    public string? LeftOutOf(ReadAnswer answer)
    {
        bool IsGiven((Step Step, int Index) number)
            => answer.Entry.Numbers.Has(number.Step, number.Index) || answer.Unreadable.Contains(number);

        (Step Step, int Index)[] asked = [.. _isGiven ? _asked : Of(answer)];
        (Step Step, int Index)[] missing = Array.FindAll(asked, number => !IsGiven(number));
        if (answer.Entry.Kind != EntryKind.Hand || !Named(answer).Any(IsGiven) || 2 * missing.Length <= asked.Length)
        {
            return null;
        }

        var ofQuantities = missing.OrderBy(number => number.Step.Index).CountBy(number => ContractWords.Of(number.Step.Quantity))
            .Select(quantity => FormattableString.Invariant($"{quantity.Value} of {quantity.Key}"));
        return FormattableString.Invariant($"{missing.Length} of {Wording.Count(asked.Length, "number")} are missing: ")
            + string.Join(", ", ofQuantities);
    }

    private static IEnumerable<(Step Step, int Index)> Named(ReadAnswer answer)
    {
        if (answer.Entry.Kind != EntryKind.Hand)
        {
            return [];
        }

        TensorSet numbers = answer.Entry.Numbers;
        return answer.Named.Count > 0
            ? answer.Named
            : numbers.Layout.Steps.Where(step => numbers[step] is not null || numbers.IsBlank(step))
                .SelectMany(step => Enumerable.Range(0, step.Length).Select(i => (step, i)));
    }
}
