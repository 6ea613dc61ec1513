using System.Text;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>From the exercise through the filled-in form to the marks.</summary>
public sealed class RoundTripTest
{
    private const int Decimals = 2;

    [Test]
    public void Form_FilledInFromTheKey_HasNothingWrong([Range(0, 29)] int seed)
    {
        foreach (Fixture fixture in (Fixture[])[RecordedFixtures.Paper, WorkedExample.TwoSamples])
        {
            Fixture exercise = FriendlyNumbers.Of(fixture, (ulong)seed, Decimals)!;

            ResultComparison marks = Graded(exercise, FilledIn(exercise));

            Assert.That((marks.Verdict, marks.FirstWrong), Is.EqualTo((Verdict.Pass, (ComparedNumber?)null)));
            Assert.That(
                marks.AllNumbers(blanks: true).Count(number => number.Status == GradeStatus.NotGiven),
                Is.Zero,
                "the form asks for every number");
        }
    }

    [Test]
    public void Form_LeftBlank_HasNothingGiven()
    {
        ResultComparison marks = Graded(WorkedExample.TwoSamples, AnswerSheet.Of(WorkedExample.TwoSamples));

        Assert.That(marks.AllNumbers(blanks: true).Select(number => number.Status), Has.All.EqualTo(GradeStatus.NotGiven));
    }

    /// <summary>The rejecting twin: a slip in the form is found where it was made.</summary>
    [Test]
    public void Form_WithASlip_IsWrongThere()
    {
        Fixture exercise = FriendlyNumbers.Of(WorkedExample.TwoSamples, 1, Decimals)!;
        string[] lines = FilledIn(exercise).Split("\r\n");
        int slip = Array.FindIndex(lines, line => line.StartsWith("gradient,2,weights,,1,2,", StringComparison.Ordinal));
        lines[slip] = "gradient,2,weights,,1,2,0.77";

        ComparedNumber? first = Graded(exercise, string.Join("\r\n", lines)).FirstWrong;

        Assert.That(
            (first?.Quantity, first?.Layer, first?.Row, first?.Column, first?.Other),
            Is.EqualTo(((Quantity?)Quantity.WeightGradient, (int?)2, (int?)1, (int?)2, (double?)0.77)));
    }

    private static string FilledIn(Fixture exercise)
    {
        var key = TracedCalculation.Of(exercise, exercise.Loss, new TraceOptions(Decimals, Decimals));
        return AnswerSheet.Of(exercise, key.Numbers, Decimals);
    }

    private static ResultComparison Graded(Fixture exercise, string csv)
        => ResultComparer.Compare(
            Planted.Reference(exercise),
            IndependentResult.Of(
                CsvAnswerReader.Read(Encoding.UTF8.GetBytes(csv), "form.csv", exercise, new NumberPrecision.Decimals(Decimals)).Entry));
}
