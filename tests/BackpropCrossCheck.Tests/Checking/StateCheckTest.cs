using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Tests.Library;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Oracles that keep state between questions. The second answer shows it, even if the first one is right.</summary>
public sealed class StateCheckTest
{
    [Test]
    public async Task Check_GradientsThatAddUp_AreADiscrepancyWithTheFactor()
    {
        CheckReport report = await RunAsync(Adding());

        Assert.That(report.ExitCode, Is.EqualTo(ExitCode.Discrepancy));
        ResultComparison comparison = report.Fixtures[0].Comparisons[0];
        Assert.Multiple(() =>
        {
            Assert.That(
                comparison.FirstWrong!.Quantity, Is.EqualTo(Quantity.WeightGradient), "loss and deltas are right the second time too");
            Assert.That(
                comparison.Findings.Select(finding => (finding.Cause, finding.Argument)),
                Is.EqualTo(new[] { ("state-carried-over", (FindingArgument)new FindingArgument.Number(2)) }));
            Assert.That(comparison.Findings[0].Text, Does.StartWith("The second answer is 2 times the first: gradients accumulate"));
        });
    }

    [Test]
    public async Task Check_GradientsThatAddUpByQuestion_AreTwiceTheFirst()
    {
        // Only equal questions add up. The question between is different and is in no sum.
        CheckReport report = await RunAsync(Adding(question => string.Join(' ', question.Inputs.ToArray())));

        Finding finding = report.Fixtures[0].Comparisons[0].Findings.Single();
        Assert.That((finding.Cause, finding.Argument), Is.EqualTo(("state-carried-over", (FindingArgument)new FindingArgument.Number(2))));
        Assert.That(finding.Text, Does.StartWith("The second answer is 2 times the first: gradients accumulate."));
    }

    [Test]
    public async Task Check_MomentumOnTopOfAWrongFactor_IsNamedBesideTheFactor()
    {
        TensorSet? velocity = null;
        CheckReport report = await RunAsync(new TestOracle("mine")
        {
            Answer = (_, numbers) => new OracleAnswer.Computed(velocity = Planted.Changed(
                numbers, (step, values) =>
                    step.IsGradient ? [.. values!.Select((g, i) => (0.9 * (velocity?[step]![i] ?? 0)) + (0.1 * g))] : values)),
        });

        IReadOnlyList<Finding> findings = report.Fixtures[0].Comparisons[0].Findings;
        Assert.That(findings.Select(finding => finding.Cause), Is.EqualTo(new[] { "applied-after-delta", "state-carried-over" }));
        Assert.That(findings[1].Argument, Is.EqualTo(new FindingArgument.Number(1.81)), "0.9·0.9 + 1 times the first");
    }

    [Test]
    public async Task Check_AnswerThatIsKeptByShape_IsADiscrepancyThoughTheSecondAnswerIsRight()
    {
        TensorSet? kept = null;
        CheckReport report = await RunAsync(
            new TestOracle("mine") { Answer = (_, numbers) => new OracleAnswer.Computed(kept ??= numbers) });

        Assert.That(report.ExitCode, Is.EqualTo(ExitCode.Discrepancy));
        Assert.That(report.Fixtures[0].Comparisons[0].Findings.Single().Cause, Is.EqualTo("state-carried-over"));
    }

    [Test]
    public async Task Check_AnswerOfTheQuestionBefore_IsADiscrepancy()
    {
        TensorSet? before = null;
        CheckReport report = await RunAsync(new TestOracle("mine")
        {
            Answer = (_, numbers) =>
            {
                TensorSet given = before ?? numbers;
                before = numbers;
                return new OracleAnswer.Computed(given);
            },
        });

        Assert.That(report.ExitCode, Is.EqualTo(ExitCode.Discrepancy));
        Finding finding = report.Fixtures[0].Comparisons[0].Findings.Single();
        Assert.That(finding.Cause, Is.EqualTo("state-carried-over"));
        Assert.That(
            finding.Text, Does.StartWith("The second answer to this fixture is what is right for the question that was asked between"));
    }

    [Test]
    public async Task Check_SecondAnswerThatIsNoise_IsADiscrepancyWithoutAFactor()
    {
        int answers = 0;
        CheckReport report = await RunAsync(new TestOracle("mine")
        {
            Answer = (_, numbers) =>
                new OracleAnswer.Computed(++answers < 3 ? numbers : Planted.With(numbers, numbers.Layout.WeightGradient(1), 2, 77)),
        });

        ResultComparison comparison = report.Fixtures[0].Comparisons[0];
        Assert.That((comparison.Discrepancies, comparison.FirstWrong!.Other), Is.EqualTo((1, 77)));
        Assert.That(
            (comparison.Findings.Single().Cause, comparison.Findings[0].Argument),
            Is.EqualTo(("state-carried-over", (FindingArgument?)null)));
    }

    [Test]
    public async Task Check_OnlyTheQuestionBetweenGoesWrong_IsADiscrepancyThatSaysWhatIsKnown()
    {
        int answers = 0;
        CheckReport report = await RunAsync(new TestOracle("mine")
        {
            Answer = (_, numbers) =>
                new OracleAnswer.Computed(++answers != 2 ? numbers : Planted.With(numbers, numbers.Layout.WeightGradient(1), 0, 77)),
        });

        ResultComparison comparison = report.Fixtures[0].Comparisons[0];
        Assert.That((report.ExitCode, comparison.Discrepancies, comparison.Findings.Count), Is.EqualTo((ExitCode.Discrepancy, 1, 0)));
        Assert.That(comparison.FirstWrong!.Other, Is.EqualTo(77), "put back into its place");
        Assert.That(
            (comparison.FirstWrong.Row, comparison.FirstWrong.Column),
            Is.EqualTo((2, 3)),
            "the last of layer 2 stands first in the mirror image");
        Assert.That(comparison.Undiagnosed, Does.Contain("in the opposite order"));
    }

    [Test]
    public async Task Check_NoSecondAnswer_IsInconclusiveAndNamed()
    {
        int answers = 0;
        CheckReport report = await RunAsync(new TestOracle("mine")
        {
            Answer = (_, numbers) => ++answers < 3 ? new OracleAnswer.Computed(numbers) : new OracleAnswer.Failed("out of memory"),
        });

        Assert.That(report.ExitCode, Is.EqualTo(ExitCode.Inconclusive));
        Assert.That(report.Reason, Is.EqualTo("mine gave no numbers when it was asked a second time for paper-section-6: out of memory"));
    }

    [Test]
    public async Task Check_OracleThatThrows_FailsAloneAndTheOthersAreAsked()
    {
        using var run = new TestRun
        {
            Oracles =
            [
                new TestOracle("broken") { Answer = (_, _) => throw new InvalidOperationException("no such key") },
                new TestOracle("sound"),
            ],
            Options = new CheckOptions { OraclesAreNamed = true },
        };
        CheckReport report = await run.Add(RandomFixture.Create(1)).CheckAsync();

        Assert.That(report.ExitCode, Is.EqualTo(ExitCode.Inconclusive));
        Assert.That(
            report.Fixtures[0].Comparisons.Select(comparison => comparison.Status),
            Is.EqualTo(new[] { ComparisonStatus.Failed, ComparisonStatus.Computed }));
        Assert.That(report.Fixtures[0].Comparisons[0].Reason, Does.Contain("InvalidOperationException: no such key"));
    }

    [Test]
    public async Task Check_HonestOracle_IsAskedThreeQuestionsOfOneShapeAndPasses([Range(1, 40)] int seed)
    {
        var oracle = new TestOracle("honest");
        using var run = new TestRun { Oracles = [oracle], Options = new CheckOptions { OraclesAreNamed = true } };
        CheckReport report = await run.Add(RandomFixture.Create(seed) with { Expected = [] }).CheckAsync();

        Assert.That(report.Fixtures[0].Comparisons[0].Discrepancies, Is.Zero);
        Assert.That(report.Oracles[0].Note, Is.Null);
        Assert.That(oracle.Questions, Has.Count.EqualTo(3));
        Assert.That(oracle.Questions[2], Is.EqualTo(oracle.Questions[0]));
        Assert.That(oracle.Questions[1].Inputs.ToArray(), Is.Not.EqualTo(oracle.Questions[0].Inputs.ToArray()).Or.All.Zero);
    }

    [Test]
    public async Task Check_SeveralFixtures_OnlyTheFirstIsAskedTwice()
    {
        var oracle = new TestOracle("honest");
        using var run = new TestRun { Oracles = [oracle], Options = new CheckOptions { OraclesAreNamed = true } };
        await run.Add(Enumerable.Range(1, 5).Select(seed => RandomFixture.Create(seed) with { Name = $"{seed}" })).CheckAsync();

        Assert.That(oracle.Questions, Has.Count.EqualTo(7));
    }

    /// <summary>Adds every gradient to earlier ones with the same key.</summary>
    private static TestOracle Adding(Func<OracleQuestion, string>? key = null)
    {
        var sums = new Dictionary<string, TensorSet>();
        return new TestOracle("mine")
        {
            Answer = (question, numbers) =>
            {
                string known = key?.Invoke(question) ?? string.Empty;
                TensorSet? before = sums.GetValueOrDefault(known);
                return new OracleAnswer.Computed(sums[known] = Planted.Changed(
                    numbers, (step, values) => step.IsGradient ? [.. values!.Select((g, i) => g + (before?[step]![i] ?? 0))] : values));
            },
        };
    }

    private static async Task<CheckReport> RunAsync(TestOracle oracle)
    {
        var run = new CheckRun(new BackpropagationEngine(), [oracle], new CheckOptions { OraclesAreNamed = true });
        return await run.CheckAsync(
            new FixtureSelection([Repository.PathOf("fixtures/paper/paper-section-6.json")], []), null, CancellationToken.None);
    }
}
