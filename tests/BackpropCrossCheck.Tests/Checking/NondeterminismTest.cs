using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Tests.Library;

namespace BackpropCrossCheck.Tests.Checking;

public sealed class NondeterminismTest
{
    [Test]
    public async Task CheckAsync_OracleWhoseLastBitChanges_IsReported()
    {
        CheckReport report = await RunAsync(EngineOracle(changes: true));
        Assert.That(
            report.Oracles.Single().Note,
            Does.StartWith("not deterministic: asked twice for paper-section-6, it gave other bits for 1 of"));
        Assert.That(report.ExitCode, Is.EqualTo(ExitCode.Agrees), "a bit within rounding is no discrepancy");
    }

    [Test]
    public async Task CheckAsync_OracleWhoseLastBitChanges_IsAskedAgainForTheFirstFixtureInWhateverOrderItAnswers()
    {
        // The first question, about b, is answered last.
        int asked = 0;
        var oracle = new TestOracle("changing")
        {
            DelayMilliseconds = _ => Interlocked.Increment(ref asked) == 1 ? 200 : 0,
            Answer = (_, numbers) => new OracleAnswer.Computed(
                Planted.With(numbers, numbers.Layout.Loss, 0, numbers[numbers.Layout.Loss]![0] * (1 + (Volatile.Read(ref asked) * 1e-15)))),
        };
        using var run = new TestRun { Oracles = [oracle], Options = new CheckOptions { OraclesAreNamed = true, Parallelism = 3 } };
        CheckReport report = await run.Add(new[] { "b", "c", "a" }.Select(name => RandomFixture.Create(1) with { Name = name }))
            .CheckAsync();
        Assert.That(report.Oracles.Single().Note, Does.StartWith("not deterministic: asked twice for b, it gave other bits"));
    }

    [Test]
    public async Task CheckAsync_OracleThatGivesTheSameBits_IsNotMentioned()
        => Assert.That((await RunAsync(EngineOracle(changes: false))).Oracles.Single().Note, Is.Null);

    private static async Task<CheckReport> RunAsync(TestOracle oracle)
    {
        await using (oracle)
        {
            var run = new CheckRun(new BackpropagationEngine(), [oracle], new CheckOptions { OraclesAreNamed = true });
            return await run.CheckAsync(new FixtureSelection([PaperFile()], []), null, CancellationToken.None);
        }
    }

    private static string PaperFile() => Repository.PathOf("fixtures/paper/paper-section-6.json");

    /// <summary>Gives the engine's numbers. On demand, a last bit changes from answer to answer.</summary>
    private static TestOracle EngineOracle(bool changes)
    {
        int answers = 0;
        return new TestOracle("changing")
        {
            Answer = (_, numbers) =>
            {
                if (changes && answers++ > 0)
                {
                    double[] weights = numbers[numbers.Layout.WeightGradient(0)]!;
                    weights[0] = Math.BitIncrement(weights[0]);
                }

                return new OracleAnswer.Computed(numbers);
            },
        };
    }
}
