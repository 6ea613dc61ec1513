using System.Globalization;
using System.Text.RegularExpressions;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Tests.Grading.ByHand;

/// <summary>The sentences and rows that console, Markdown and HTML have about an answer are true: their numbers are calculated again, by a
/// calculator that shares nothing with the program.</summary>
public sealed partial class TrueReportTest
{
    private const int Exercises = 500;
    private const int Enough = 300;

    private static readonly HandWork[] Works = [.. Enumerable.Range(20_000, Exercises).Select(HandWork.OfAnyKind).OfType<HandWork>()
        .Select(work => work.Slip() is var (place, value) ? work.With(place, value) : null).OfType<HandWork>()];

    [Test]
    public void Sentence_AboutTheFirstWrongNumber_IsTrue()
    {
        int wrong = 0;
        foreach (HandWork work in Works)
        {
            ResultComparison comparison = work.Grade();
            if (comparison.FirstWrong is not { } first || !IsExact(work))
            {
                continue;
            }

            wrong++;
            (int Step, int Index) place = (first.Step.Index, first.Index);
            string sentence = AnswerDetails.Sentences(comparison).First();
            Match said = Sentence().Match(sentence);
            Assert.That(said.Success, sentence);
            (var truth, var fromOwn) = work.Exact();
            string told = $"{work}: {sentence}";
            Assert.That(Number(said, "given"), Is.EqualTo(work.Numbers[place]), told);
            bool isTrueOne = said.Groups["own"].Success || !HasOwn(first);
            Assert.That(IsRounded(work, Number(said, "right"), isTrueOne ? truth[place] : fromOwn[place]), told);
            Assert.That(!said.Groups["own"].Success || IsRounded(work, Number(said, "own"), fromOwn[place]), told);
        }

        Assert.That(wrong, Is.GreaterThan(Enough));
    }

    [Test]
    public void Rows_OfTheWrongNumbers_AreTrue()
    {
        foreach (HandWork work in Works.Where(IsExact))
        {
            ResultComparison comparison = work.Grade();
            (var truth, var fromOwn) = work.Exact();
            foreach ((string[] row, ComparedNumber number) in AnswerDetails.Rows(comparison, int.MaxValue).Zip(comparison.Notable))
            {
                (int Step, int Index) place = (number.Step.Index, number.Index);
                string told = $"{work}: {string.Join(" | ", row)}";
                Assert.That(Number(row[1]), Is.EqualTo(work.Numbers[place]), told);
                Assert.That(IsRounded(work, Number(row[2]), truth[place]), told);
                Assert.That(IsRounded(work, Number(row[3]), HasOwn(number) ? fromOwn[place] : truth[place]), told);
            }
        }
    }

    [Test]
    public void Marks_OfAnAnswer_AddUp()
    {
        foreach (HandWork work in Works)
        {
            string marks = HandText.Marks(work.Grade());
            Assert.That(
                Count().Matches(marks.Split(';')[0]).Where(match => match.Groups["mark"].Value != "not-given")
                    .Sum(match => int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture)),
                Is.EqualTo(int.Parse(marks.Split(' ')[0], CultureInfo.InvariantCulture)).And.EqualTo(work.Numbers.Count),
                $"{work}: {marks}");
        }
    }

    /// <summary>Whether ten digits more are within the calculator's own: not after two steps, whose first the person rounds.</summary>
    private static bool IsExact(HandWork work) => work.Reference.Fixture.Training is null or { Steps: 1 };

    private static bool HasOwn(ComparedNumber number) => number.FromOwnNumbers is not (null or double.NaN);

    private static bool IsRounded(HandWork work, decimal said, decimal exact)
        => Math.Abs(said - exact) <= (work.Style.Unit(work.Style.Written(exact)) * 0.500001m) + (Math.Abs(exact) * 1e-9m);

    private static decimal Number(Match match, string group) => Number(match.Groups[group].Value);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^.+: (?<given>\S+) is given, ((?<own>\S+) follows from the numbers before it \((?<right>\S+) from the true ones\)|"
            + @"(?<right>\S+) is right)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Sentence();

    [GeneratedRegex("(?<count>[0-9]+) (?<mark>correct|truncated|follows|rounded-intermediates|trivial|wrong|not-given)")]
    private static partial Regex Count();
}
