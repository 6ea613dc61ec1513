using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>A run that only counts passing fixtures says the same as one that keeps them.</summary>
public sealed class CountedFixtureTest
{
    [Test]
    public async Task Check_PassingFixturesOnlyCounted_HasTheSameSummaryAndTheOthers([Values] bool failFast)
    {
        CheckReport kept = await CheckAsync(keepPassing: true, failFast);
        CheckReport counted = await CheckAsync(keepPassing: false, failFast);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Summary(counted), Is.EqualTo(Summary(kept)));
            Assert.That(counted.ExitCode, Is.EqualTo(kept.ExitCode));
            Assert.That(counted.Witnesses, Is.EqualTo(kept.Witnesses));
            Assert.That(
                counted.Fixtures.Select(fixture => fixture.Name),
                Is.EqualTo(kept.Fixtures.Where(fixture => fixture.Verdict != Verdict.Pass).Select(fixture => fixture.Name)));
            Assert.That(kept.Fixtures, Has.Some.Matches<FixtureReport>(fixture => fixture!.Verdict == Verdict.Pass));
        }
    }

    [Test]
    public async Task Check_PassingFixtureOfWhichTheSummaryTells_IsKept()
    {
        var absent = new TestOracle("absent") { Status = new OracleStatus.Unavailable("not here") };
        using var run = new TestRun { Oracles = [absent, new TestOracle("tensorflow-test")], Options = new() { KeepPassing = false } };
        CheckReport report = await run.Add(RandomFixture.Create(1)).CheckAsync();
        Assert.That(report.Fixtures.Single().Verdict, Is.EqualTo(Verdict.Pass));
    }

    private static async Task<CheckReport> CheckAsync(bool keepPassing, bool failFast)
    {
        using var run = new TestRun
        {
            Oracles = [new TestOracle("tensorflow-test") { Answer = WrongForOneLayer }],
            Options = new CheckOptions { KeepPassing = keepPassing, KeepNumbers = false, FailFast = failFast, Parallelism = 2 },
        };
        // Those of one layer fail, and come last.
        IEnumerable<Fixture> fixtures = Enumerable.Range(1, 20).Select(seed => RandomFixture.Create(seed));
        return await run.Add(fixtures.OrderByDescending(fixture => fixture.Network.Layers.Count))
            .AddText("{")
            .Add(RandomFixture.Create(22) with { Name = "random 3" })
            .CheckAsync();
    }

    private static OracleAnswer.Computed WrongForOneLayer(OracleQuestion question, TensorSet numbers)
    {
        if (question.Layers.Count == 1)
        {
            numbers.Set(numbers.Layout.Loss, [numbers[numbers.Layout.Loss]![0] + 1]);
        }

        return new OracleAnswer.Computed(numbers);
    }

    private static string Summary(CheckReport report)
    {
        using var text = new StringWriter();
        new ConsoleReport(text, colour: false, all: false, quiet: true).WriteSummary(report);
        return text.ToString();
    }
}
