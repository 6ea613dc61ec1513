using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Whole runs over files.</summary>
public sealed class CheckRunTest
{
    [Test]
    public async Task Check_BadFile_DoesNotStopTheOthers()
    {
        using var run = new TestRun { Oracles = [new TestOracle("tensorflow-test")] };
        CheckReport report = await run.AddText("{ \"version\": 1,\n \"name\": 7 }").Add(RandomFixture.Create(1)).AddText("")
            .Add(RandomFixture.Create(2)).CheckAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.ExitCode, Is.EqualTo(ExitCode.BadInput));
            Assert.That(
                report.Fixtures.Select(fixture => fixture.Verdict),
                Is.EqualTo(new[] { Verdict.Error, Verdict.Pass, Verdict.Error, Verdict.Pass }));
            Assert.That(report.Fixtures.Select(fixture => fixture.File), Is.EqualTo(run.Files));
            Assert.That((report.Fixtures[0].Error!.Line, report.Fixtures[0].Error!.Pointer), Is.EqualTo(((int?)2, "/name")));
        }
    }

    [Test]
    public async Task Check_FaultOfTheProgramInOneFixture_IsThatOnesErrorAndTheOthersAreChecked([Values(1, 3)] int parallelism)
    {
        using var run = new TestRun
        {
            Oracles = [new TestOracle("tensorflow-test")],
            Engine = new TestEngine(numbers => numbers.Layout.Layers.Count == 1 ? throw new InvalidOperationException("planted") : numbers),
            Options = new CheckOptions { Parallelism = parallelism },
        };
        Fixture small = RandomFixture.OneLayer([1], new Linear(), [1], [1], Loss.HalfSumOfSquares);
        Fixture deep = Enumerable.Range(1, 100).Select(seed => RandomFixture.Create(seed))
            .First(fixture => fixture.Layout.Layers.Count > 1);

        CheckReport report = await run.AddText("7").Add(small, deep).CheckAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.ExitCode, report.Verdict), Is.EqualTo((ExitCode.InternalError, Verdict.Error)));
            Assert.That(
                report.Fixtures.Select(fixture => fixture.Verdict), Is.EqualTo(new[] { Verdict.Error, Verdict.Error, Verdict.Pass }));
            Assert.That(report.Fixtures[1].File, Is.EqualTo(run.Files[1]));
            Assert.That(
                report.Fixtures[1].Error!.Message,
                Does.StartWith("internal error: InvalidOperationException: planted (at ")
                    .And.EndWith("Please report it with the fixture."));
            Assert.That(report.Fixtures[1].Error!.Message, Does.Not.Contain(".cs"), "where the sources lay is nobody's business");
            Assert.That((report.Summary.Errors, report.Summary.InternalErrors), Is.EqualTo((2, 1)));
        }
    }

    [Test]
    public async Task Check_FileBeyondTheLimit_IsRefusedAndTheOthersAreChecked()
    {
        using var run = new TestRun { Oracles = [new TestOracle("tensorflow-test")], Options = new CheckOptions { MaxSize = 1 } };

        CheckReport report = await run.AddText(new string(' ', (1 << 20) + 1)).Add(RandomFixture.Create(1)).CheckAsync();

        Assert.That(report.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(report.Fixtures.Select(fixture => fixture.Verdict), Is.EqualTo(new[] { Verdict.Error, Verdict.Pass }));
        Assert.That(
            report.Fixtures[0].Error!.Message,
            Does.StartWith("the file cannot be read: it is larger than 1 MiB").And.Contain("--max-size"));
    }

    [Test]
    public async Task Check_PathFault_IsAnErrorOfTheRun()
    {
        var selection = new FixtureSelection([], [new PathFault("nowhere", "there is no such file")]);
        CheckReport report = await new CheckRun(new BackpropagationEngine(), [], new CheckOptions())
            .CheckAsync(selection, null, CancellationToken.None);
        Assert.That(
            (report.ExitCode, report.Fixtures.Single().File, report.Fixtures[0].Error!.Message),
            Is.EqualTo((2, "nowhere", "there is no such file")));
    }

    [Test]
    public async Task Check_NoFile_ChecksNothing()
    {
        using var run = new TestRun();
        CheckReport report = await run.CheckAsync();
        Assert.That(
            (report.ExitCode, report.Verdict, report.Reason),
            Is.EqualTo((ExitCode.NothingChecked, Verdict.Inconclusive, "no fixture was found")));
    }

    [Test]
    public async Task Check_NameTakenTwice_IsAnErrorOfTheLaterWhateverTheParallelism([Values(1, 8)] int parallelism)
    {
        Fixture fixture = RandomFixture.Create(1);
        var slowFirst = new TestOracle("tensorflow-test")
        {
            DelayMilliseconds = question => question.Layers[0].Weights.Span[0] == fixture.Network.Layers[0].Weights[0] ? 50 : 0,
        };
        using var run = new TestRun { Oracles = [slowFirst], Options = new CheckOptions { Parallelism = parallelism } };
        CheckReport report = await run.Add(fixture, RandomFixture.Create(2) with { Name = fixture.Name }, RandomFixture.Create(3))
            .CheckAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Fixtures.Select(one => one.Verdict), Is.EqualTo(new[] { Verdict.Pass, Verdict.Error, Verdict.Pass }));
            Assert.That(report.Fixtures[1].Error!.Message, Does.Contain($"the name \"random 1\" is taken by {run.Files[0]} already"));
            Assert.That(report.ExitCode, Is.EqualTo(2));
        }
    }

    [Test]
    public async Task Check_ManyFiles_AreReportedInTheirOrderWhateverTheParallelism([Values(1, 8)] int parallelism)
    {
        // Later questions are answered sooner.
        int asked = 0;
        var oracle =
            new TestOracle("tensorflow-test") { DelayMilliseconds = _ => Math.Max(0, 40 - (4 * Interlocked.Increment(ref asked))) };
        using var run = new TestRun { Oracles = [oracle], Options = new CheckOptions { Parallelism = parallelism } };
        var progress = new List<string>();
        CheckReport report = await run.Add(Enumerable.Range(0, 20).Select(seed => RandomFixture.Create(seed)))
            .CheckAsync(fixture => progress.Add(fixture.File));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Fixtures.Select(fixture => fixture.File), Is.EqualTo(run.Files));
            Assert.That(progress, Is.EqualTo(run.Files));
        }
    }
}
