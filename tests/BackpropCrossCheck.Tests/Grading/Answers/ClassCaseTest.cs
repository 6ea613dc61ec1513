using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Tests.Library;

namespace BackpropCrossCheck.Tests.Grading.Answers;

/// <summary>Answers of a class, as teachers get them: each file is graded, or refused, as <c>ClassCases/README.md</c> says.</summary>
public sealed class ClassCaseTest
{
    [TestCase("01-correct-round3")]
    [TestCase("02-unrounded-then-round3")]
    [TestCase("04-truncates")]
    [TestCase("05-decimal-comma-semicolon")]
    [TestCase("06-decimal-comma-quoted")]
    [TestCase("08-excel-bom-semicolon-dot")]
    [TestCase("09-excel-bom-comma")]
    [TestCase("12-scientific")]
    [TestCase("13-excel-scientific")]
    [TestCase("17-shuffled-rows")]
    [TestCase("23-unicode-minus")]
    [TestCase("24-no-leading-zero")]
    [TestCase("26-spaces")]
    [TestCase("27-tabs")]
    [TestCase("28-utf16")]
    [TestCase("32-latin1")]
    [TestCase("47-copied-answers-6-decimals")]
    [TestCase("50-plus-sign")]
    [TestCase("51-fewer-zeros")]
    [TestCase("52-float-noise")]
    public void Grade_RightAnswers_AreAllRight(string file)
    {
        GradedClass graded = Grade(file);
        ResultComparison answer = graded.Answers[0].Comparison;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(graded.Report.ExitCode, Is.Zero);
            Assert.That((answer.Numbers, answer.Discrepancies, answer.IsCoarse), Is.EqualTo((19, 0, false)));
            Assert.That(answer.Notes, Is.Empty);
        }
    }

    [Test]
    public void Grade_LargeNetwork_IsAllRight()
    {
        GradedClass graded = Grade("64-large-network-4-decimals", "exercise-large.json", 4);
        Assert.That(graded.Report.ExitCode, Is.Zero);
        Assert.That(graded.Answers[0].Comparison.Numbers, Is.EqualTo(101));
    }

    [TestCase("14-missing-dash", 16, "\"-\" counts as not given")]
    [TestCase("15-question-mark", 17, "\"?\" counts as not given", "\"n/a\" counts as not given")]
    [TestCase("29-blank-lines-and-trailing", 19, "end with empty fields", "lines 21 and 22 are blank")]
    [TestCase("31-extra-column-remark", 19, "the column \"remark\" is not read")]
    public void Grade_OddFile_IsRightWithAWarning(string file, int numbers, params string[] said)
    {
        GradedClass graded = Grade(file);
        ResultComparison answer = graded.Answers[0].Comparison;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(graded.Report.ExitCode, Is.Zero);
            Assert.That((answer.Numbers, answer.NotGiven, answer.Discrepancies), Is.EqualTo((numbers, 19 - numbers, 0)));
            Assert.That(answer.Notes.Select(note => note.IsUnreadable), Is.All.False);
            Assert.That(answer.Notes, Has.Count.EqualTo(said.Length));
            foreach ((AnswerNote note, string words) in answer.Notes.Zip(said))
            {
                Assert.That(note.Text, Does.Contain(words));
            }
        }
    }

    [TestCase("10-fractions", "7:16 12:25", "Write a fraction as a decimal number")]
    [TestCase("11-percent", "7:16", "Write a percentage as a decimal number")]
    [TestCase("54-approximately-sign", "8:11", "Write the number alone")]
    [TestCase("55-equals-sign", "8:11", "Write the number alone")]
    [TestCase("56-excel-date", "8:11", "made a date of it")]
    [TestCase("57-beyond-double-range", "8:11", "beyond the range of double precision")]
    [TestCase("60-nan", "8:11", "expected a number")]
    [TestCase("63-space-in-number", "8:11", "Write it without spaces")]
    public void Grade_CellThatIsNoNumber_IsUnreadableAndTheRestIsGraded(string file, string places, string said)
    {
        GradedClass graded = Grade(file);
        ResultComparison answer = graded.Answers[0].Comparison;
        int cells = places.Split(' ').Length;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(graded.Report.ExitCode, Is.EqualTo(1));
            Assert.That((answer.Numbers, answer.Discrepancies), Is.EqualTo((19, cells)));
            Assert.That(answer.Marks!.Single(mark => mark.Status == GradeStatus.Unreadable).Numbers, Is.EqualTo(cells));
            Assert.That(answer.Notes.Select(note => note.IsUnreadable), Is.All.True);
            Assert.That(string.Join(' ', answer.Notes.Select(note => $"{note.Line}:{note.Column}")), Is.EqualTo(places));
            Assert.That(answer.Notes.Select(note => note.Text), Is.All.Contain(said));
            Assert.That(answer.Findings, Is.Empty);
        }
    }

    [TestCase("07-decimal-comma-unquoted", 2, 24, "A decimal comma needs quotation marks", "or semicolons", "The same in lines 3,")]
    [TestCase("33-one-comma", 8, 11, "A decimal comma needs quotation marks", "a decimal point needs neither")]
    [TestCase("25-no-header", 1, 1, "expected the header line quantity,layer,tensor,sample,row,column,value")]
    [TestCase("30-duplicate-row", 21, 1, "this number is already in line 4")]
    public void Grade_FileThatCannotBeRead_IsRefusedAtLineAndColumn(string file, int line, int column, params string[] said)
    {
        GradedClass graded = Grade(file);
        FixtureError fault = graded.Report.Fixtures.Single(fixture => fixture.Error is not null).Error!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(graded.Report.ExitCode, Is.EqualTo(2));
            Assert.That((fault.Line, fault.Column), Is.EqualTo((line, column)));
            foreach (string words in said)
            {
                Assert.That(fault.Message, Does.Contain(words));
            }
        }
    }

    [TestCase("03-2decimals", "2 decimals were carried where 3 were asked")]
    [TestCase("37-rounded-to-1-written-with-1", "1 decimal was carried where 3 were asked")]
    [TestCase("38-rounded-to-2-written-with-2", "2 decimals were carried where 3 were asked")]
    [TestCase("40-rounded-to-1-written-with-3", "1 decimal was carried where 3 were asked")]
    [TestCase("41-rounded-to-2-written-with-3", "2 decimals were carried where 3 were asked")]
    public void Grade_FewerDigitsThanAskedThroughout_IsCoarse(string file, string said)
    {
        GradedClass graded = Grade(file);
        ResultComparison answer = graded.Answers[0].Comparison;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(graded.Report.ExitCode, Is.EqualTo(1));
            Assert.That((answer.Discrepancies, answer.IsCoarse), Is.EqualTo((0, true)));
            Assert.That(HandText.Remarks(answer).Single(), Does.Contain(said));
            Assert.That(OutcomeText.Counts(graded), Is.EqualTo("1 answer: 0 right, 0 with wrong numbers, 1 coarse"));
            Assert.That(Grade(file, acceptCoarse: true).Report.ExitCode, Is.Zero);
        }
    }

    [TestCase("16-swapped-two", 2, "transposed-gradient in 1")]
    [TestCase("18-sign", 1, "sign-flipped")]
    [TestCase("19-copied-from-18", 1, "sign-flipped")]
    [TestCase("20-transposed-gradient", 2, "transposed-gradient in 1")]
    [TestCase("21-no-derivative", 1, "missing-activation-derivative in 2")]
    [TestCase("22-no-half", 1, "loss-value-only")]
    [TestCase("34-digit-swap-then-right", 1, "digits-swapped in 2")]
    [TestCase("35-copied-from-34", 1, "digits-swapped in 2")]
    [TestCase("36-rounded-to-0-written-with-0", 4, "")]
    [TestCase("39-rounded-to-0-written-with-3", 4, "")]
    [TestCase("42-all-zero-three-decimals", 5, "")]
    [TestCase("43-all-zero", 5, "")]
    [TestCase("48-wrong-a-then-key", 1, "key-copied in 2")]
    [TestCase("49-factor-ten", 1, "factor-ten in 2")]
    [TestCase("53-z-with-2-decimals", 1, "")]
    [TestCase("58-fewer-digits-than-asked", 1, "")]
    [TestCase("59-more-digits-than-asked", 1, "")]
    [TestCase("61-loss-negative", 1, "")]
    [TestCase("62-scientific-one-digit", 1, "")]
    public void Grade_WrongNumbers_AreCountedAndTheirCauseIsNamed(string file, int wrong, string causes)
    {
        GradedClass graded = Grade(file);
        ResultComparison answer = graded.Answers[0].Comparison;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(graded.Report.ExitCode, Is.EqualTo(1));
            Assert.That((answer.Numbers, answer.Discrepancies, answer.IsCoarse), Is.EqualTo((19, wrong, false)));
            Assert.That(
                string.Join(", ", answer.Findings.Select(finding => finding.Cause + (finding.Layer is { } layer ? $" in {layer}" : ""))),
                Is.EqualTo(causes));
        }
    }

    [TestCase("36-rounded-to-0-written-with-0", 12, "from the loss on")]
    [TestCase("42-all-zero-three-decimals", 14, "from layer 1, a on")]
    [TestCase("43-all-zero", 14, "from layer 1, a on")]
    public void Grade_ZerosThatFollowFromAnOwnZero_AreTrivial(string file, int numbers, string from)
    {
        ResultComparison answer = Grade(file).Answers[0].Comparison;
        Assert.That(answer.Marks!.Single(mark => mark.Status == GradeStatus.Trivial).Numbers, Is.EqualTo(numbers));
        Assert.That(HandText.Remarks(answer).Single(), Does.Contain(from).And.Contain("get no marks"));
    }

    [Test]
    public void Grade_BlankFile_GradesNothing()
        => Assert.That(Grade("44-blank").Report.ExitCode, Is.EqualTo(ExitCode.NothingChecked));

    [TestCase("45-one-number")]
    [TestCase("46-last-only")]
    public void Grade_MostLeftOut_IsIncomplete(string file)
    {
        GradedClass graded = Grade(file);
        ResultComparison answer = graded.Answers[0].Comparison;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(graded.Report.ExitCode, Is.EqualTo(1));
            Assert.That((answer.Numbers, answer.Discrepancies, answer.NotGiven), Is.EqualTo((1, 0, 18)));
            Assert.That(answer.LeftOut, Does.StartWith("18 of 19 numbers are missing: "));
            Assert.That(OutcomeText.Counts(graded), Is.EqualTo("1 answer: 0 right, 0 with wrong numbers, 1 incomplete"));
        }
    }

    [Test]
    public void Grade_DerivativeAtTheOutput_IsWrongAndNamed()
    {
        // 0.645·0.355 cut off, times −0.355 cut off, happens to be −0.080 too. But z = 0.645 is rounded up, so that nothing is cut off.
        ResultComparison answer = Grade("one-output-derivative-at-output").Answers[0].Comparison;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Discrepancies, Is.EqualTo(1));
            Assert.That((answer.FirstWrong!.Quantity, answer.FirstWrong.Layer), Is.EqualTo((Quantity.Delta, 2)));
            Assert.That(answer.Causes(), Is.EqualTo("derivative-at-output"));
            Assert.That(answer.Findings.Select(finding => finding.Layer), Is.EqualTo(new[] { 2 }));
        }
    }

    [Test]
    public void Folder_EveryFile_HasATest()
    {
        string[] tested =
        [
            .. typeof(ClassCaseTest).GetMethods()
                .SelectMany(method => method.GetCustomAttributes(typeof(TestCaseAttribute), inherit: false))
                .Select(test => (string)((TestCaseAttribute)test).Arguments[0]!),
            "44-blank", "64-large-network-4-decimals", "one-output-derivative-at-output",
        ];
        Assert.That(
            Directory.GetFiles(Repository.PathOf(ClassCases.Folder), "*.csv").Select(Path.GetFileNameWithoutExtension),
            Is.SubsetOf(tested));
    }

    private static GradedClass Grade(string file, string exercise = "exercise.json", int decimals = 3, bool acceptCoarse = false)
        => ClassCases.Grade(new GradeOptions(new NumberPrecision.Decimals(decimals)) { AcceptCoarse = acceptCoarse }, exercise, file);
}
