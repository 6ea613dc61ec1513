using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Tests.Reports;

namespace BackpropCrossCheck.Tests.Grading.Answers;

/// <summary>What answers have in common, their points, the gradebook, and the pages about them.</summary>
public sealed class GradedClassTest
{
    private const string Points = "quantity;layer;tensor;sample;row;column;points\noutput;2;;1;1;;2\ndelta;2;;1;1;;3\nloss;;;;;;0,5\n";

    [Test]
    public void Shared_CopiedAnswers_ShareTheirWrongNumbers()
    {
        GradedClass graded = ClassCases.Grade("01-correct-round3", "18-sign", "19-copied-from-18", "34-digit-swap-then-right");
        string[] shared = [.. new ClassText(graded).Shared()];
        Assert.That(shared, Has.Length.EqualTo(2));
        Assert.That(shared[0], Is.EqualTo(
            "2 answers share 1 wrong number and 11 that follow from wrong ones: 18-sign, 19-copied-from-18; every number is the same"));
        Assert.That(shared[1], Does.StartWith("2 files are the same, byte by byte: "));
    }

    [Test]
    public void Write_ClassWithEveryMarkAndPoints_IsNoWiderThanTheConsole()
    {
        using var writer = new StringWriter();
        GradeOptions options = ClassCases.Options with { Points = ClassCases.Points(Points) };
        new GradeReport(writer, colour: false, all: false, quiet: false).Write(ClassCases.Grade(
            options, "exercise.json", "29-blank-lines-and-trailing", "36-rounded-to-0-written-with-0", "10-fractions", "14-missing-dash"));
        string[] lines = writer.ToString().Split('\n');
        // A path is never broken.
        Assert.That(lines.Where(line => line.Length > 80 && !line.Contains(".csv:", StringComparison.Ordinal)), Is.Empty);
        Assert.That(lines, Has.Some.Contain("trivial").And.Some.Contain("unreadable").And.Some.Contain("points"));
    }

    [Test]
    public void Shared_AnswersWithDifferentSlips_ShareNothing()
        => Assert.That(new ClassText(ClassCases.Grade("01-correct-round3", "18-sign", "34-digit-swap-then-right")).Shared(), Is.Empty);

    [Test]
    public void MostWrong_NumberThatTwoHaveWrong_IsNamedWithItsCommonestValue()
    {
        GradedClass graded = ClassCases.Grade("18-sign", "19-copied-from-18", "21-no-derivative", "10-fractions");
        var text = new ClassText(graded);
        Assert.That(
            text.Summary.MostWrong.Select(number => $"{number.Answers}: {text.Frequent(number)}"),
            Is.EqualTo(new[] { "3: delta, layer 2, sample 1, unit 1; 2 give 0.081" }));
    }

    [TestCase("01-correct-round3", 5.5)]
    [TestCase("18-sign", 2.5)]
    [TestCase("10-fractions", 3.5)]
    [TestCase("36-rounded-to-0-written-with-0", 0.5, Description = "The loss follows; δ is 0 whatever is done.")]
    [TestCase("40-rounded-to-1-written-with-3", 0)]
    [TestCase("44-blank", 0)]
    public void ScoreOf_PointsOfEachNumber_AreAddedUp(string file, double points)
    {
        GradedClass graded = ClassCases.Grade(ClassCases.Options with { Points = ClassCases.Points(Points) }, "exercise.json", file);
        Assert.That(graded.ScoreOf(graded.Answers[0]), Is.EqualTo(new Score(points, 5.5)));
    }

    [Test]
    public void ScoreOf_NoPointsGiven_IsANumberEach()
    {
        GradedClass graded = ClassCases.Grade("18-sign", "45-one-number");
        Assert.That(graded.Answers.Select(graded.ScoreOf), Is.EqualTo(new[] { new Score(18, 19), new Score(1, 19) }));
    }

    [Test]
    public void LeftOut_NumbersThatHavePoints_AreThoseAskedFor()
    {
        GradedClass graded = ClassCases.Grade(
            ClassCases.Options with { Points = ClassCases.Points(Points) }, "exercise.json", "45-one-number", "14-missing-dash");
        Assert.That(graded.Answers.Select(answer => answer.Comparison.LeftOut), Is.EqualTo(new[]
        {
            "3 of 3 numbers are missing: 1 of output, 1 of loss, 1 of delta", null,
        }));
    }

    [TestCase("quantity,layer,tensor,sample,row,column\n", 1, 34, "found no column after \"column\"")]
    [TestCase("quantity,layer,tensor,sample,row,column,value\nloss,,,,,,1", 1, 41, "found the column \"value\" in place of points")]
    [TestCase("quantity,layer,tensor,sample,row,column,points\nloss,,,,,,-1", 2, 11, "expected points: a number of at least 0")]
    [TestCase("quantity,layer,tensor,sample,row,column,points\nloss,,,,,,1\nloss,,,,,,1", 3, 1, "has its points already")]
    [TestCase("quantity,layer,tensor,sample,row,column,points\nloss,,,,,,0", 2, 12, "no number is worth any points")]
    public void Read_BadPoints_AreRefusedAtLineAndColumn(string text, int line, int column, string said)
    {
        FixtureException fault = Assert.Throws<FixtureException>(() => ClassCases.Points(text))!;
        Assert.That((fault.Line, fault.Column), Is.EqualTo((line, column)), fault.Message);
        Assert.That(fault.Problem, Does.Contain(said));
    }

    [Test]
    public void Gradebook_Class_HasALineForEachAnswer()
    {
        string[] lines = Written(new GradebookFormat(), ClassCases.Grade("04-truncates", "18-sign", "30-duplicate-row")).Split("\r\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines[0], Is.EqualTo("file,name,outcome,correct,truncated,follows,rounded-intermediates,trivial,wrong,unreadable,"
                + "not-given,points,of,first wrong,cause,remarks"));
            Assert.That(lines[1], Does.EndWith(",04-truncates,ok,12,6,1,0,0,0,0,0,19,19,,,"));
            Assert.That(lines[2], Does.EndWith(",18-sign,wrong,7,0,11,0,0,1,0,0,18,19,"
                + "\"delta, layer 2, sample 1, unit 1: 0.081 is given, -0.081 is right\",sign-flipped,"));
            Assert.That(lines[3], Does.Contain(",not graded,").And.Contain("already in line 4"));
            Assert.That(lines[4..], Is.EqualTo(new[] { string.Empty }));
        }
    }

    [TestCase("html")]
    [TestCase("markdown")]
    public void Page_Class_SaysWhatTheConsoleSays(string format)
    {
        GradedClass graded = ClassCases.Grade("18-sign", "19-copied-from-18", "10-fractions", "40-rounded-to-1-written-with-3");
        string page = Written(ReportFormats.Find(format)!, graded).Replace("\\", string.Empty, StringComparison.Ordinal);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.Contain("4 answers: 0 right, 3 with wrong numbers, 1 coarse"));
            Assert.That(page, Does.Contain("2 answers share 1 wrong number and 11 that follow from wrong ones: 18-sign"));
            Assert.That(page, Does.Contain("delta, layer 2, sample 1, unit 1; 2 give 0.081"));
            Assert.That(page, Does.Contain("1 decimal was carried where 3 were asked"));
            Assert.That(page, Does.Contain("Write a fraction as a decimal number"));
            Assert.That(page, Does.Contain("this answer has t − y for y − t"));
            Assert.That(page, Does.Not.Contain("other side"));
        }
    }

    [Test]
    public void Console_Class_SaysThisAnswer()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        new GradeReport(writer, colour: false, all: false, quiet: false).Write(ClassCases.Grade("18-sign", "19-copied-from-18"));
        Assert.That(writer.ToString(), Does.Contain("this answer").And.Not.Contain("other side"));
        Assert.That(writer.ToString(), Does.Contain("2 answers share 1 wrong number"));
    }

    [TestCase("18-sign", "The sign is wrong", "-0.081")]
    [TestCase("34-digit-swap-then-right", "In layer 2: two neighbouring digits of a number are exchanged", "0.645")]
    [TestCase("48-wrong-a-then-key", "a number is right, and does not follow", "0.597")]
    [TestCase("49-factor-ten", "the decimal point of a number is in the wrong place", "-0.025")]
    [TestCase("21-no-derivative", "In layer 2: h'(a) is left out of δ", "-0.081")]
    [TestCase("53-z-with-2-decimals", "output, layer 2, sample 1, unit 1", "0.645")]
    public void Feedback_CauseAndPlace_AreToldWithoutTheNumber(string file, string said, string number)
    {
        GradedClass graded = ClassCases.Grade(file);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Feedback(graded, tellsNumbers: false), Does.Contain(said).And.Not.Contain(number));
            Assert.That(Feedback(graded, tellsNumbers: true), Does.Contain(number));
        }
    }

    [TestCase("01-correct-round3", "Everything that you gave is right.")]
    [TestCase("10-fractions", "what you wrote cannot be read")]
    [TestCase("40-rounded-to-1-written-with-3", "1 decimal was carried where 3 were asked")]
    [TestCase("45-one-number", "18 of 19 numbers are missing")]
    [TestCase("44-blank", "You gave no number.")]
    public void Feedback_OtherOutcomes_AreTold(string file, string said)
        => Assert.That(Feedback(ClassCases.Grade(file), tellsNumbers: false), Does.Contain(said));

    private static string Feedback(GradedClass graded, bool tellsNumbers)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        new FeedbackPage(graded, "exercise", tellsNumbers).Write(graded.Answers[0], writer);
        return System.Net.WebUtility.HtmlDecode(writer.ToString());
    }

    private static string Written(IReportFormat format, GradedClass graded)
    {
        using var stream = new MemoryStream();
        format.Write(graded.Report, stream, ReportCase.Options with { Class = graded });
        return System.Net.WebUtility.HtmlDecode(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
