using System.Text;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Drawing;
using BackpropCrossCheck.Fixtures.Writing;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Fuzzing;

/// <summary>Checks random networks, and shrinks those that fail.</summary>
/// <param name="engine">The engine.</param>
/// <param name="oracles">The oracles; the caller disposes them.</param>
/// <param name="checking">How each network is checked.</param>
/// <param name="options">Which networks are drawn.</param>
internal sealed class FuzzRun(IGradientEngine engine, IReadOnlyList<IOracle> oracles, CheckOptions checking, FuzzOptions options)
{
    /// <summary>How often a network is drawn again at most.</summary>
    private const int MostDraws = 1000;

    // Undecidable numbers are counted. Random networks stand at kinks on purpose, where no oracle may be able to tell.
    private readonly CheckOptions _checking = checking with { AllowUndecidable = true, SkipUnsupported = true, KeepNumbers = true };
    private readonly List<FixtureReport> _reports = [];
    private int _drawnAgain;
    private int _failures;

    /// <summary>Checks the networks, one after the other.</summary>
    /// <param name="started">Called once, as soon as every oracle has said what it is.</param>
    /// <param name="done">Called for each network with its report, and with its failure if it fails.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    public async Task<FuzzOutcome> RunAsync(
        Action<IReadOnlyList<OracleReport>> started, Action<FixtureReport, FuzzFailure?> done, CancellationToken cancellationToken)
    {
        StartedOracle[] asked = [.. oracles.Select(oracle => new StartedOracle(oracle, cancellationToken))];
        OracleReport[] said = await Task.WhenAll(asked.Select(oracle => oracle.Report));
        started(said);
        bool anyCanWork = Array.Exists(said, oracle => oracle.Status is OracleStatus.Available);
        bool regularizes = Array.Exists(said, oracle => oracle.Status is OracleStatus.Available { Regularizes: true });
        FuzzOptions offered = options with { Regularizes = options.Regularizes && regularizes };
        var check = new FixtureCheck(engine, asked, _checking);
        var state = new StateCheck(check, asked);
        var seeds = new IntegerGenerator(options.Seed);
        string? fault = null;
        int drawn = 0;
        while (drawn < options.Count && _failures < options.MostFailures && (anyCanWork || drawn == 0))
        {
            drawn++;
            ulong seed = ((ulong)seeds.Below(int.MaxValue) << 31) | (uint)seeds.Below(int.MaxValue);
            var draw = new NetworkDraw(offered, options.NameOf(drawn), seed);
            if (await CheckNextAsync(check, draw, anyCanWork, cancellationToken) is not { } report)
            {
                fault = FormattableString.Invariant($"of {MostDraws} networks in a row, none can be checked: their loss is not defined, ")
                    + "no oracle offers what they need, or nothing can be told about them";
                break;
            }

            report = await state.ExamineAsync(report, cancellationToken);
            FuzzFailure? failure = await FailureAsync(report, asked, cancellationToken);
            report = (failure?.Report ?? report).WithoutNumbers() with { Calculated = null };
            _reports.Add(report);
            _failures += failure is null ? 0 : 1;
            done(failure?.Report ?? report, failure);
        }

        await Task.WhenAll(oracles.Select(oracle => oracle.EndAsync(cancellationToken)));
        OracleReport[] concluded = await Task.WhenAll(asked.Select(oracle => oracle.ConcludeAsync()));
        return new FuzzOutcome(CheckReport.Of(concluded, _reports, _checking), _drawnAgain, options.Count - drawn, fault);
    }

    /// <summary>Draws networks until one is drawn about which something can be told; null if there is none.</summary>
    private async Task<FixtureReport?> CheckNextAsync(
        FixtureCheck check, NetworkDraw draw, bool anyCanWork, CancellationToken cancellationToken)
    {
        for (int i = 0; i < MostDraws; i++)
        {
            Fixture fixture = draw.Next();
            if (IsDefined(fixture))
            {
                FixtureReport report = await CheckAsync(check, fixture, cancellationToken);
                if (!anyCanWork || !TellsNothing(report))
                {
                    return report;
                }
            }

            _drawnAgain++;
        }

        return null;
    }

    private bool IsDefined(Fixture fixture)
    {
        try
        {
            engine.Calculate(fixture);
            return true;
        }
        catch (UndefinedLossException)
        {
            return false;
        }
    }

    /// <summary>Whether no oracle offers what a network needs, or every number that one gave is undecidable.</summary>
    private bool TellsNothing(FixtureReport report) => report.Verdict == Verdict.Inconclusive
        && report.Comparisons.All(comparison => comparison.IsSkipped
            || comparison is { Status: ComparisonStatus.Computed, Agreeing: 0 }
            || (comparison.Status == ComparisonStatus.Unavailable && !_checking.OraclesAreNamed));

    /// <summary>Checks a fixture as its file would be checked: what is judged is what would be saved.</summary>
    private static async Task<FixtureReport> CheckAsync(FixtureCheck check, Fixture fixture, CancellationToken cancellationToken)
    {
        string file = fixture.Name + ".json";
        try
        {
            byte[] bytes = Encoding.UTF8.GetBytes(FixtureWriter.Of(fixture));
            return await check.CheckAsync(FixtureReader.Read(bytes, file), file, FixtureBytes.Of(bytes), cancellationToken);
        }
        catch (FixtureException fault)
        {
            return FixtureCheck.Error(fixture, file, FixtureError.Of(fault));
        }
#pragma warning disable CA1031 // The boundary of a fixture: an unexpected exception is its error, as in every check.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return FixtureCheck.Error(fixture, file, FixtureError.OfInternal(fault));
        }
    }

    private async Task<FuzzFailure?> FailureAsync(FixtureReport report, StartedOracle[] asked, CancellationToken cancellationToken)
    {
        Fixture original = report.Fixture!;
        if (report.Error is not null)
        {
            return new FuzzFailure(report, original, null, 0, "the program itself failed");
        }

        int oracle = Place(report, comparison => comparison.Verdict == Verdict.Fail);
        if (oracle < 0)
        {
            int silent = Place(report, comparison => comparison.Status == ComparisonStatus.Failed);
            bool hasStarted = silent >= 0 && (await asked[silent].Report).Status is OracleStatus.Available;
            return hasStarted
                ? new FuzzFailure(report, original, silent, 0, "an oracle that gives no numbers may take long each time")
                : null;
        }

        // The others need not be asked about every smaller network.
        var single = new FixtureCheck(engine, [asked[oracle]], _checking);
        if (await FailsAsync(original) is not { } alone)
        {
            return new FuzzFailure(report, original, oracle, 0, "asked for it once more, the oracle agrees");
        }

        var shrinker = new FixtureShrinker(FailsAsync);
        FixtureReport smallest = await shrinker.ShrinkAsync(alone);
        return new FuzzFailure(smallest, original, oracle, shrinker.Attempts, null);

        async Task<FixtureReport?> FailsAsync(Fixture fixture)
        {
            FixtureReport judged = await CheckAsync(single, fixture, cancellationToken);
            return judged.Verdict == Verdict.Fail ? judged : null;
        }
    }

    private static int Place(FixtureReport report, Func<ResultComparison, bool> matches)
    {
        for (int i = 0; i < report.Comparisons.Count; i++)
        {
            if (matches(report.Comparisons[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
