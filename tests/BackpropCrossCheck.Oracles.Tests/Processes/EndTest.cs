using System.Diagnostics;
using System.Globalization;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.Processes;

/// <summary>No end leaves a process behind. <see cref="Fake"/> looks for them in its Dispose.</summary>
public sealed class EndTest
{
    [Test]
    public async Task Dispose_EndOfInputIgnored_Kills()
    {
        await using var fake = new Fake("ignores-end");
        await fake.AskAsync();
        Assert.That(fake.Running(), Is.Not.Empty);
        await fake.Oracle.DisposeAsync();
        Assert.That(fake.Running(), Is.Empty);
    }

    [TestCase("", "", null)]
    [TestCase("bad-end", "", "ended with exit code 3 after the end of its input; 0 is expected")]
    [TestCase("talks-at-end", "goodbye\n", "wrote a line that is no answer (no \"id\" can be read in it): \"goodbye\"")]
    [TestCase("talks-at-end", "good", "wrote a line that is no answer and has no end: \"good\"")]
    public async Task End_AfterTheLastAnswer_IsHeldAgainstTheProtocol(string mode, string argument, string? fault)
    {
        await using var fake = new Fake(mode, argument);
        await fake.AskAsync();
        await fake.Oracle.EndAsync(CancellationToken.None);
        Assert.That(fake.Oracle.Fault, Is.EqualTo(fault));
    }

    [Test]
    public void Options_Default_GiveAMinuteForAnAnswerTheStartAndTheEnd()
        => Assert.That(
            (OracleOptions.Default.AnswerTimeout, OracleOptions.Default.StartTimeout),
            Is.EqualTo((TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1))));

    /// <summary>The end is given the time of an answer: more than the 0.3 seconds of a run that is interrupted, and than the second in
    /// which a crash is described.</summary>
    [Test]
    public async Task End_ThatTakesSeconds_IsNoFaultByDefault()
    {
        await using var fake = new Fake("ends-late", "3");
        await fake.AskAsync();
        await fake.Oracle.EndAsync(CancellationToken.None);
        Assert.That(fake.Oracle.Fault, Is.Null);
    }

    [Test]
    public async Task Start_AfterDispose_IsRefused()
    {
        await using var fake = new Fake("");
        await fake.Oracle.DisposeAsync();
        await Assert.ThatAsync(() => fake.Oracle.StartAsync(CancellationToken.None), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Dispose_WithAQuestionUnderWay_EndsTheQuestion()
    {
        await using var fake = new Fake("deaf");
        await fake.StartAsync();
        Task<OracleAnswer> answer = fake.AskAsync();
        await fake.Oracle.DisposeAsync();
        Assert.That(await answer, Is.EqualTo(new OracleAnswer.Failed("it was closed.")));
    }

    [Test]
    public async Task Cancel_Start_Kills()
    {
        await using var fake = new Fake("silent");
        using var cancellation = new CancellationTokenSource();
        Task start = fake.Oracle.StartAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThatAsync(() => start.WaitAsync(Fake.Patience), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(fake.Running(), Is.Empty);
    }

    [Test]
    public async Task Cancel_Question_KillsAndTheNextIsAskedAfresh()
    {
        await using var fake = new Fake("hang-on-sigmoid");
        await fake.StartAsync();
        using var cancellation = new CancellationTokenSource();
        Task<OracleAnswer> hanging = fake.Oracle.AskAsync(Questions.Small("sigmoid"), cancellation.Token);
        Task<OracleAnswer> other = fake.AskAsync();
        await cancellation.CancelAsync();
        await Assert.ThatAsync(() => hanging.WaitAsync(Fake.Patience), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await other, Is.TypeOf<OracleAnswer.Computed>());
        Assert.That(fake.Oracle.Restarts, Is.Zero, "nothing was the oracle's fault");
    }

    [Test]
    public async Task Cancel_BeforeAsking_LeavesTheProcessAlone()
    {
        await using var fake = new Fake("");
        await fake.AskAsync();
        IReadOnlyList<int> before = fake.Running();
        await Assert.ThatAsync(
            () => fake.Oracle.AskAsync(Questions.Small(), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(fake.Running(), Is.EqualTo(before));
    }

    [TestCase("parent")]
    [TestCase("parent-crashes")]
    [Platform("Linux", Reason = "A child of a process that is gone can be found again on Linux only.")]
    public async Task End_ChildOutlivesTheOracle_IsEndedToo(string mode)
    {
        string file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        try
        {
            await using var fake = new Fake(mode, file);
            OracleAnswer answer = await fake.AskAsync();
            string child = (await File.ReadAllTextAsync(file)).Trim();
            await fake.Oracle.DisposeAsync();
            Assert.Multiple(() =>
            {
                Assert.That(answer, mode == "parent" ? Is.TypeOf<OracleAnswer.Computed>() : Is.TypeOf<OracleAnswer.Failed>());
                Assert.That(fake.Running(), Has.No.Member(int.Parse(child, CultureInfo.InvariantCulture)));
            });
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    [Platform("Unix", Reason = "Signals.")]
    public async Task Kill_MidRun_CostsOnlyWhatIsUnderWay()
    {
        await using var fake = new Fake("hang-on-sigmoid");
        await fake.StartAsync();
        Task<string> hanging = fake.FailureAsync(Questions.Small("sigmoid"));
        Process.GetProcessById(fake.Running().Single()).Kill();
        Assert.That(await hanging, Is.EqualTo("it ended with exit code 137 (signal 9) before it answered."));
        Assert.That(await fake.AskAsync(), Is.TypeOf<OracleAnswer.Computed>());
    }
}
