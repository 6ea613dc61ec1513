using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.Processes;

/// <summary>Answers out of turn, crashes, silence and floods, and which questions they cost.</summary>
public sealed class ConversationTest
{
    [Test]
    public async Task Answers_InReverseOrder_FindTheirQuestions()
    {
        await using var fake = new Fake("reverse", "4");
        OracleQuestion[] questions = [.. Enumerable.Range(1, 8).Select(i => Questions.Small(firstWeight: i))];
        OracleAnswer[] answers = await Task.WhenAll(questions.Select(fake.AskAsync));
        Assert.That(answers.Select(FirstWeight), Is.EqualTo(Enumerable.Range(1, 8).Select(i => (double)i)));
    }

    [Test]
    public async Task Questions_SixtyFourAtOnce_AreAllAnswered()
    {
        await using var fake = new Fake("");
        OracleAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => fake.AskAsync(Questions.Small(firstWeight: i))));
        Assert.That(answers.Select(FirstWeight), Is.EqualTo(Enumerable.Range(0, 64).Select(i => (double)i)));
    }

    // Eight questions take 12 s together, however fast the machine is. The clock of the last one starts again with each answer;
    // otherwise it would run out after 9 s. Each answer has 7.5 s more than it needs, so a busy machine cannot run it out.
    [Test]
    public async Task Timeout_SlowAnswersInTurn_StartsAgainWithEach()
    {
        await using var fake = new Fake("slow", "1500", Fake.AnswerWithin(9));
        await fake.StartAsync();
        OracleAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fake.AskAsync()));
        Assert.That(answers, Is.All.TypeOf<OracleAnswer.Computed>());
        Assert.That(fake.Oracle.Restarts, Is.Zero);
    }

    // The limit has to pass for the question that hangs. The others are answered in milliseconds, so 10 s are enough on a busy machine.
    [Test]
    public async Task Timeout_OneQuestionHangs_CostsOnlyThatOne()
    {
        await using var fake = new Fake("hang-on-sigmoid", options: Fake.AnswerWithin(10));
        await fake.StartAsync();
        Task<OracleAnswer> hanging = fake.AskAsync(Questions.Small("sigmoid"));
        OracleAnswer[] others = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => fake.AskAsync()));
        await Assert.MultipleAsync(async () =>
        {
            Assert.That(((OracleAnswer.Failed)await hanging).Reason, Is.EqualTo("it gave no answer within 10 s and was ended."));
            Assert.That(others, Is.All.TypeOf<OracleAnswer.Computed>());
            Assert.That(fake.Oracle.Restarts, Is.EqualTo(1));
        });
    }

    // The limit may be short: it is to pass each time, and no answer is due within it.
    [Test]
    public async Task Timeout_Always_EndsAfterItsRestarts()
    {
        await using var fake = new Fake("deaf", options: Fake.AnswerWithin(0.3));
        OracleAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fake.AskAsync()));
        string[] reasons = [.. answers.Select(answer => ((OracleAnswer.Failed)answer).Reason)];
        Assert.Multiple(() =>
        {
            Assert.That(
                reasons.Count(reason => reason.StartsWith("it gave no answer within 0.3 s", StringComparison.Ordinal)),
                Is.EqualTo(OracleProcess.MostRestarts + 1));
            Assert.That(
                reasons.Last(),
                Is.EqualTo("it is not asked any more: it was started again 3 times, and the last time it gave no answer within 0.3 s."));
            Assert.That(fake.Oracle.IsGivenUp, Is.True);
        });
    }

    // It never reads: the pipe fills up, and the write itself hangs. The limit may be short, since nothing else is due within it.
    [Test]
    public async Task Timeout_QuestionThatIsNotRead_Ends()
    {
        await using var fake = new Fake("deaf", options: Fake.AnswerWithin(0.5));
        await fake.StartAsync();
        double[] inputs = [.. Enumerable.Range(0, 400).Select(i => i / 7.0)];
        OracleQuestion large = Questions.OneLayer("linear", inputs, inputs);
        Assert.That(await fake.FailureAsync(large), Does.StartWith("it gave no answer within 0.5 s"));
    }

    // JSON has no NaN. The caller gets an exception, and nothing waits for an answer.
    [Test]
    public async Task Question_WithANaN_IsTheCallersMistake()
    {
        await using var fake = new Fake("");
        await Assert.ThatAsync(() => fake.AskAsync(Questions.Small(firstWeight: double.NaN)), Throws.ArgumentException);
        Assert.That(await fake.AskAsync(), Is.TypeOf<OracleAnswer.Computed>());
        Assert.That(fake.Oracle.Restarts, Is.Zero);
    }

    [Test]
    public async Task Crash_OneQuestion_CostsItAndNotTheNext()
    {
        await using var fake = new Fake("crash-on-sigmoid");
        Assert.That(await fake.AskAsync(), Is.TypeOf<OracleAnswer.Computed>());
        Assert.That(
            await fake.FailureAsync(Questions.Small("sigmoid")),
            Is.EqualTo("it ended with exit code 3 before it answered. Its last words on standard error: sigmoid: assertion failed"));
        Assert.That(await fake.AskAsync(), Is.TypeOf<OracleAnswer.Computed>());
        Assert.That(fake.Oracle.Restarts, Is.EqualTo(1));
    }

    // The other questions were under way too. They are asked again.
    [Test]
    public async Task Crash_OneOfManyUnderWay_CostsItAlone()
    {
        await using var fake = new Fake("crash-on-sigmoid");
        await fake.StartAsync();
        OracleQuestion[] questions =
            [.. Enumerable.Range(0, OracleProcess.MostQuestionsInFlight).Select(i => Questions.Small(i == 3 ? "sigmoid" : "tanh"))];
        OracleAnswer[] answers = await Task.WhenAll(questions.Select(question => fake.AskAsync(question)));
        Assert.That(answers.Select(answer => answer is OracleAnswer.Failed), Is.EqualTo(questions.Select((_, i) => i == 3)));
        Assert.That(fake.Oracle.Restarts, Is.EqualTo(1));
    }

    [Test]
    public async Task Crash_AgainAndAgain_EndsAfterItsRestarts()
    {
        await using var fake = new Fake("crash-after", "1");
        var reasons = new List<string>();
        for (int i = 0; i < 10; i++)
        {
            reasons.Add(await fake.AskAsync() is OracleAnswer.Failed failed ? failed.Reason : "");
        }

        string[] rest = [.. reasons.Skip(8)];
        Assert.That(
            reasons.Take(8).Select(reason => reason.Length > 0), Is.EqualTo(new[] { false, true, false, true, false, true, false, true }));
        Assert.That(
            reasons[1], Is.EqualTo("it ended with exit code 7 before it answered. Its last words on standard error: out of memory"));
        Assert.That(
            rest, Is.All.EqualTo("it is not asked any more: it was started again 3 times, and the last time it ended with exit code 7."));
    }

    [Test]
    public async Task Crash_RestartFails_SaysBoth()
    {
        string marker = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        try
        {
            await using var fake = new Fake("start-once", marker);
            Assert.That(await fake.FailureAsync(), Does.StartWith("it ended with exit code 8 before it answered."));
            Assert.That(await fake.FailureAsync(), Is.EqualTo(
                "it is not asked any more: it ended with exit code 8, and when it was started again: it ended with exit code 6 before its "
                    + "greeting. Its last words on standard error: the device is busy"));
        }
        finally
        {
            File.Delete(marker);
        }
    }

    [Test]
    public async Task Crash_InTheMiddleOfAnAnswer_Fails()
    {
        await using var fake = new Fake("half-after", "0");
        Assert.That(
            await fake.FailureAsync(),
            Does.StartWith("it ended with exit code 9 in the middle of a line (\"{\"id\":1,\"loss\") before it answered."));
    }

    [Test]
    [Platform("Unix", Reason = "A shell is the oracle: .NET keeps copies of its standard output.")]
    public async Task Output_Closed_Fails()
    {
        const string Script = """
            echo '{"protocol":1,"oracle":"x","version":"1","precisions":["float64"],"activations":["tanh","linear"]}'
            read line; exec 1>&-; sleep 600
            """;
        await using var oracle = new OracleProcess(new OracleCommand("exec:sh", "sh", ["-c", Script]), OracleOptions.Default);
        OracleAnswer answer = await oracle.AskAsync(Questions.Small(), CancellationToken.None).WaitAsync(Fake.Patience);
        Assert.That(answer, Is.EqualTo(new OracleAnswer.Failed("it closed its output before it answered.")));
    }

    [TestCase("unknown-id", "it answered a question that it was not asked, with \"id\" 999 before it answered.")]
    [TestCase("text-id", "it wrote a line that is no answer (no \"id\" can be read in it): \"{\"id\":\"1\"")]
    [TestCase("fraction-id", "it wrote a line that is no answer (no \"id\" can be read in it): \"{\"id\":1.5")]
    [TestCase("no-id", "it wrote a line that is no answer (no \"id\" can be read in it): \"{\"lossValue\":1.5")]
    public async Task Line_ThatAnswersNothing_FailsWhatIsUnderWay(string change, string reason)
    {
        await using var fake = new Fake("change", change);
        Assert.That(await fake.FailureAsync(), Does.StartWith(reason));
    }

    [Test]
    public async Task Line_GarbageBeforeTheAnswer_FailsAndRestarts()
    {
        await using var fake = new Fake("line-first", "WARNING: deprecated");
        Assert.That(
            await fake.FailureAsync(),
            Does.StartWith("it wrote a line that is no answer (no \"id\" can be read in it): \"WARNING: deprecated\" before it answered."));
        await fake.FailureAsync();
        Assert.That(fake.Oracle.Restarts, Is.EqualTo(1));
    }

    [TestCase("line-after", "garbage")]
    [TestCase("twice", "")]
    public async Task Line_Unsolicited_CountsAsACrash(string mode, string argument)
    {
        await using var fake = new Fake(mode, argument);
        await fake.AskAsync();
        // Processes can be listed on Linux only. Elsewhere the list is empty.
        Assert.That(fake.Running, Is.Empty.After((int)Fake.Patience.TotalMilliseconds, 20), "the first process ends");
        await fake.AskAsync();
        Assert.That(fake.Oracle.Restarts, Is.EqualTo(1));
    }

    [Test]
    public async Task Line_Blank_IsPassedOver()
    {
        await using var fake = new Fake("line-first", " ");
        Assert.That(await fake.AskAsync(), Is.TypeOf<OracleAnswer.Computed>());
    }

    [Test]
    public async Task Line_WithoutEnd_FailsBounded()
    {
        await using var fake = new Fake("flood-after", "0");
        Assert.That(
            await fake.FailureAsync(),
            Does.Match("^it wrote a line of more than 10[0-9]{5} bytes without an end; it begins with \"x+…\" before it answered\\."));
    }

    [Test]
    public async Task StandardError_Flood_IsDrained()
    {
        await using var fake = new Fake("error-flood");
        Assert.That(await fake.AskAsync(), Is.TypeOf<OracleAnswer.Computed>());
    }

    private static double FirstWeight(OracleAnswer answer)
    {
        var computed = (OracleAnswer.Computed)answer;
        return computed.Numbers[computed.Numbers.Layout.WeightGradient(0)]![0];
    }
}
