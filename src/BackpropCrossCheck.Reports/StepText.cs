using System.Globalization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports;

/// <summary>Where a failure began: the first step that does not follow from the other side's own numbers.</summary>
internal static class StepText
{
    /// <summary>The digits that numbers are shown with, unless more are needed to tell them apart.</summary>
    private const int FewDigits = 6;
    private const int AllDigits = 17;
    private const int FewNames = 4;

    /// <summary>The sentences; null if no step is wrong, and for a hand calculation, which <see cref="HandText"/> describes.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string? Of(ResultComparison comparison)
    {
        if (comparison.Kind == ResultKind.Hand || comparison.Origin is not { First: { } first } origin)
        {
            return null;
        }

        string share = origin.Judged < 2 ? string.Empty
            : FormattableString.Invariant($"; {origin.Wrong} of {Wording.Count(origin.Judged, "number")}");
        string said =
            $"{Name(origin.Step)}{(origin.IsRecovered ? ", recovered from its gradients" : string.Empty)}: does not follow from "
                + $"{origin.From} ({Place(first)}{Digits(first, origin.IsRecovered ? "recovered" : "given")}{share}).";
        string before = comparison.FirstWrong is { } earlier && IsUnexplained(earlier, origin)
            ? FormattableString.Invariant($"{Name(earlier.Step)}: differs; no number tells what it should follow from. ")
            : string.Empty;
        return $"{before}{said}{(Around(comparison.Steps, origin) is { } around ? $" {around}" : string.Empty)}";
    }

    /// <summary>Whether a number that differs comes before the first step that is known to be wrong.</summary>
    private static bool IsUnexplained(ComparedNumber first, StepSummary origin)
        => !first.IsCarried && first.Step.Index < origin.Step.Index;

    /// <summary>Whether the sentences name the first number that differs, so that no other sentence has to.</summary>
    /// <param name="comparison">The comparison.</param>
    public static bool NamesFirst(ResultComparison comparison)
        => Of(comparison) is not null && comparison.FirstWrong is { } first
            && ((first.IsCarried && first.Step.Index > comparison.Origin!.Step.Index) || first.Step == comparison.Origin!.Step
                || IsUnexplained(first, comparison.Origin));

    /// <summary>"layer 2, ∂L/∂w"; "the loss".</summary>
    /// <param name="step">The step.</param>
    public static string Name(Step step)
        => step.Layer < 0 ? step.Quantity.Symbol : FormattableString.Invariant($"layer {step.Layer + 1}, {step.Quantity.Symbol}");

    private static string Place(ComparedNumber number) => number switch
    {
        { Sample: { } sample } => FormattableString.Invariant($"{Wording.Word(number.Quantity.Columns)} {number.Row} of sample {sample}: "),
        { Column: { } column } => FormattableString.Invariant($"row {number.Row}, column {column}: "),
        { Row: { } row } => FormattableString.Invariant($"unit {row}: "),
        _ => string.Empty,
    };

    private static string Digits(ComparedNumber number, string word)
    {
        double given = number.Other ?? double.NaN;
        if (number.FromOwnNumbers is not { } follows)
        {
            return $"{Text(given, FewDigits)} {word}";
        }

        int digits = FewDigits;
        while (digits < AllDigits && Text(given, digits) == Text(follows, digits))
        {
            digits++;
        }

        return $"{Text(given, digits)} {word}, {Text(follows, digits)} follows";
    }

    private static string Text(double value, int digits)
        => value.ToString(FormattableString.Invariant($"G{digits}"), CultureInfo.InvariantCulture).Replace('E', 'e');

    /// <summary>What the steps before and after the first wrong one do; null if there is nothing to say of them.</summary>
    private static string? Around(IReadOnlyList<StepSummary> steps, StepSummary origin)
    {
        StepSummary[] before = [.. steps.TakeWhile(step => step != origin)];
        StepSummary[] after = [.. steps.SkipWhile(step => step != origin).Skip(1)];
        string[] wrong = [.. after.Where(step => step.Verdict == StepVerdict.Wrong).Select(step => Within(step.Step))];
        bool someFollow = Array.Exists(before, step => step.Verdict == StepVerdict.Follows);
        string? beginning = !someFollow ? null
            : Array.TrueForAll(before, step => step.Verdict == StepVerdict.Follows) ? "everything before it follows"
            : "what can be judged before it follows";
        string? end = wrong.Length > 0 ? $"wrong by themselves, too: {Wording.List(Few(wrong))}"
            : Array.Exists(after, step => step.Carried > 0) ? "what comes after carries it on"
            : null;
        string[] clauses = [.. new[] { beginning, end }.OfType<string>()];
        return clauses.Length == 0 ? null : Sentence(string.Join("; ", clauses));
    }

    /// <summary>"∂L/∂w of layer 2"; "the loss".</summary>
    private static string Within(Step step)
        => step.Layer < 0 ? step.Quantity.Symbol : FormattableString.Invariant($"{step.Quantity.Symbol} of layer {step.Layer + 1}");

    private static IEnumerable<string> Few(string[] names) => names.Length <= FewNames + 1 ? names
        : names.Take(FewNames).Append(FormattableString.Invariant($"{names.Length - FewNames} more steps"));

    private static string Sentence(string clauses) => $"{char.ToUpperInvariant(clauses[0])}{clauses[1..]}.";
}
