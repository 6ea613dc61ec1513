using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>The exit code of a run, for every combination of verdicts.</summary>
public sealed class ExitCodeTest
{
    private static readonly ResultComparison TensorFlow = new()
    {
        Against = "TensorFlow 2.15.1",
        Kind = ResultKind.Recorded,
        Numbers = 1,
        Verdict = Verdict.Pass,
        Summaries = [new TensorSummary(new TensorLayout(1, [new LayerShape(1, 1, false)]).WeightGradient(0), 1, 0, 0)],
    };

    [Test]
    public void Of_EveryCombination_HasTheGravestCode(
        [Values] bool passes,
        [Values] bool fails,
        [Values] bool inconclusive,
        [Values] bool error,
        [Values] bool named,
        [Values] bool hasTensorFlow)
    {
        var fixtures = new List<FixtureReport>();
        AddIf(passes, Verdict.Pass);
        AddIf(fails, Verdict.Fail);
        AddIf(inconclusive, Verdict.Inconclusive);
        AddIf(error, Verdict.Error);
        var report = CheckReport.Of([], fixtures, new CheckOptions { OraclesAreNamed = named });
        int expected = error ? 2 : fails ? 1 : fixtures.Count == 0 ? 5 : inconclusive || (!named && !hasTensorFlow) ? 3 : 0;
        Verdict verdict = expected switch { 0 => Verdict.Pass, 1 => Verdict.Fail, 2 => Verdict.Error, _ => Verdict.Inconclusive };
        Assert.That((report.ExitCode, report.Verdict), Is.EqualTo((expected, verdict)));

        void AddIf(bool there, Verdict of)
        {
            if (there)
            {
                fixtures.Add(new FixtureReport
                {
                    File = $"{of}",
                    Verdict = of,
                    Comparisons = [hasTensorFlow ? TensorFlow : TensorFlow with { Against = "JAX" }],
                });
            }
        }
    }

    [TestCase("TensorFlow 2.15.1, float32", ResultKind.Recorded, 1, 0)]
    [TestCase("tensorflow-js", ResultKind.Oracle, 1, 0)]
    [TestCase("the paper, TensorFlow printout", ResultKind.Recorded, 1, 0)]
    [TestCase("TensorFlow", ResultKind.Hand, 1, 3)]
    [TestCase("TensorFlow", ResultKind.Recorded, 0, 3)]
    [TestCase("finite-differences", ResultKind.Oracle, 1, 3)]
    public void Of_DefaultRun_NeedsATensorFlowWithNumbers(string against, ResultKind kind, int numbers, int exitCode)
    {
        var fixture = new FixtureReport
        {
            File = "a",
            Verdict = Verdict.Pass,
            Comparisons = [TensorFlow with { Against = against, Kind = kind, Numbers = numbers }],
        };
        var report = CheckReport.Of([], [fixture], new CheckOptions());
        Assert.That(report.ExitCode, Is.EqualTo(exitCode));
        Assert.That(report.Reason, Is.EqualTo(exitCode == 3 ? "no TensorFlow, live or recorded, stood against the engine" : null));
    }

    [Test]
    public void Of_UnavailableTensorFlow_IsNoTensorFlow()
    {
        var missing = ResultComparison.WithoutNumbers("tensorflow-js", ComparisonStatus.Unavailable, "no Node.js");
        var fixture =
            new FixtureReport { File = "a", Verdict = Verdict.Pass, Comparisons = [missing, TensorFlow with { Against = "JAX" }] };
        Assert.That(CheckReport.Of([], [fixture], new CheckOptions()).ExitCode, Is.EqualTo(ExitCode.Inconclusive));
    }

    [Test]
    public void Of_NothingAskedAndNothingStated_ChecksNothing()
    {
        var fixture = new FixtureReport { File = "a", Verdict = Verdict.Inconclusive };
        var report = CheckReport.Of([], [fixture], new CheckOptions { OraclesAreNamed = true });
        Assert.That((report.ExitCode, report.Reason), Is.EqualTo((
            ExitCode.NothingChecked, "the fixtures state no expected results and no oracle was asked, so nothing stood "
                + "against the engine")));
    }

    [Test]
    public void Of_Summary_CountsEverything()
    {
        FixtureReport[] fixtures =
        [
            new() { File = "a", Verdict = Verdict.Pass, Comparisons = [TensorFlow with { Numbers = 5, NotGiven = 2 }], Unsettled = 0 },
            new()
            {
                File = "b",
                Verdict = Verdict.Fail,
                Comparisons = [TensorFlow with { Numbers = 7, Discrepancies = 3, Undecidable = 2 }],
                Unsettled = 1,
            },
            new()
            {
                File = "c",
                Verdict = Verdict.Inconclusive,
                Comparisons = [ResultComparison.WithoutNumbers("x", ComparisonStatus.Failed, "crash")],
            },
            new()
            {
                File = "d",
                Verdict = Verdict.Inconclusive,
                Comparisons = [ResultComparison.WithoutNumbers("x", ComparisonStatus.Unavailable, "none")],
            },
            new() { File = "e", Verdict = Verdict.Error },
        ];
        Assert.That(CheckReport.Of([], fixtures, new CheckOptions()).Summary, Is.EqualTo(new CheckSummary
        {
            Fixtures = 5,
            Passed = 1,
            Failed = 1,
            Inconclusive = 2,
            Errors = 1,
            Comparisons = 2,
            Unavailable = 1,
            OracleFailures = 1,
            Numbers = 12,
            Discrepancies = 3,
            Undecidable = 2,
            Unsettled = 1,
            NotGiven = 2,
        }));
    }
}
