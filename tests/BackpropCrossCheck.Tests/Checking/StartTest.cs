using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Oracles that start slowly: only their own answers and the report wait for them.</summary>
public sealed class StartTest
{
    private const int Fixtures = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly List<string> _heard = [];

    [Test]
    public async Task Check_OneOracleStartsSlowly_TheOthersAreAskedMeanwhile()
    {
        var everyQuestion = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var quick = new TestOracle("tensorflow-quick") { Asked = count => Complete(everyQuestion, count) };
        var slow = new TestOracle("slow") { Greets = everyQuestion.Task };
        CheckReport report = await CheckAsync(CancellationToken.None, slow, quick).WaitAsync(Patience);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.ExitCode, Is.Zero);
            Assert.That(report.Summary.Comparisons, Is.EqualTo(2 * Fixtures));
        }
    }

    [Test]
    public async Task Check_WhicheverOracleStartsFirst_ReportsOraclesFirstAndEverythingInOrder([Values] bool slowFirst)
    {
        var quickIsAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = new TestOracle("tensorflow-slow") { Greets = quickIsAsked.Task };
        var quick = new TestOracle("b") { Asked = _ => quickIsAsked.TrySetResult() };
        await CheckAsync(CancellationToken.None, slowFirst ? [slow, quick] : [quick, slow]).WaitAsync(Patience);
        Assert.That(_heard[0], Is.EqualTo(slowFirst ? "tensorflow-slow, b" : "b, tensorflow-slow"));
        Assert.That(_heard.Skip(1), Is.EqualTo(Enumerable.Range(0, Fixtures).Select(seed => $"random {seed}")));
    }

    [Test]
    public async Task Check_GivenUpWhileAnOracleStarts_EndsAtOnceAndReportsNothing()
    {
        using var interrupt = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        var quick = new TestOracle("quick") { Asked = _ => interrupt.Cancel() };
        Task<CheckReport> run = CheckAsync(interrupt.Token, new("never") { Greets = never.Task }, quick);
        Assert.That(async () => await run.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        await Task.WhenAny(run);
        Assert.That(_heard, Is.Empty);
    }

    [Test]
    public async Task StartOracles_EachStart_IsMeasured()
    {
        var slow = new TestOracle("slow") { Greets = Task.Delay(10) };
        IReadOnlyList<OracleReport> started = await new CheckRun(new BackpropagationEngine(), [slow], new CheckOptions())
            .StartOraclesAsync(CancellationToken.None);
        Assert.That(started.Single().StartTime, Is.GreaterThan(TimeSpan.Zero));
    }

    private static void Complete(TaskCompletionSource everyQuestion, int count)
    {
        if (count == Fixtures)
        {
            everyQuestion.SetResult();
        }
    }

    private async Task<CheckReport> CheckAsync(CancellationToken cancellationToken, params TestOracle[] oracles)
    {
        _heard.Clear();
        using var run = new TestRun();
        run.Add(Enumerable.Range(0, Fixtures).Select(seed => RandomFixture.Create(seed)));
        var check = new CheckRun(run.Engine, oracles, new CheckOptions { Parallelism = 2 * Fixtures });
        return await check.CheckAsync(
            new FixtureSelection(run.Files, []),
            started => _heard.Add(string.Join(", ", started.Select(oracle => oracle.Name))),
            fixture => _heard.Add(fixture.Name!),
            cancellationToken);
    }
}
