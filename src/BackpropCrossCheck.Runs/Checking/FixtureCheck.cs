using System.Globalization;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;

namespace BackpropCrossCheck.Checking;

/// <summary>Checks one fixture: engine and oracles side by side, then the comparisons, then the verdict.</summary>
/// <param name="engine">The engine.</param>
/// <param name="oracles">The oracles, starting or started.</param>
/// <param name="options">How to check.</param>
internal sealed class FixtureCheck(IGradientEngine engine, IReadOnlyList<StartedOracle> oracles, CheckOptions options)
{
    /// <summary>Checks a fixture.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="file">Its file, as given.</param>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    public async Task<FixtureReport> CheckAsync(
        Fixture fixture, string file, FixtureBytes bytes, CancellationToken cancellationToken)
    {
        Loss stated = options.Stated ?? fixture.Loss;
        // The option has no parameter, so it means that of the fixture.
        stated = stated.Term.Name == fixture.Loss.Term.Name ? stated with { Term = fixture.Loss.Term } : stated;
        if (!fixture.Loss.IsSameFamily(stated))
        {
            return Error(fixture, file, FixtureError.OfConvention(fixture.Loss, stated).Locate(bytes.Span, file));
        }

        using var training = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await CheckAsync(fixture, file, bytes, stated, training, cancellationToken);
        }
        catch (UndefinedLossException fault)
        {
            return Error(fixture, file, FixtureError.Of(fault).Locate(bytes.Span, file));
        }
        catch (OperationCanceledException) when (training.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return TooLong(fixture, file, bytes, stated);
        }
    }

    private async Task<FixtureReport> CheckAsync(
        Fixture fixture,
        string file,
        FixtureBytes bytes,
        Loss stated,
        CancellationTokenSource training,
        CancellationToken cancellationToken)
    {
        TimeSpan? patience = fixture.Training is null ? null : options.TrainingTimeout;
        Limit(isOn: true);
        var reference = new Reference(fixture, engine, training.Token);
        Limit(isOn: false);
        var results = new List<OracleResult>();
        var comparisons = new List<JudgedResult>();
        Answer[] answers = oracles.Count == 0 ? [] : await AskAllAsync(fixture, cancellationToken);
        Limit(isOn: true);
        foreach ((OracleResult result, TimeSpan waited) in answers)
        {
            results.Add(result);
            comparisons.Add(result.Numbers is { } numbers
                ? Timed(waited, () => Compare(reference, numbers, stated))
                : WithoutNumbers(result, waited));
        }

        comparisons.AddRange(fixture.Expected.Select(entry =>
            Timed(TimeSpan.Zero, () => Compare(reference, IndependentResult.Of(entry), stated))));
        Limit(isOn: false);
        return Conclude(fixture, file, stated, new FixtureNumbers(reference, results, bytes), comparisons);

        // Even a limit without an end would start the queue of timers.
        void Limit(bool isOn)
        {
            if (patience is { } limit)
            {
                training.CancelAfter(isOn ? limit : Timeout.InfiniteTimeSpan);
            }
        }
    }

    private FixtureReport TooLong(Fixture fixture, string file, FixtureBytes bytes, Loss stated)
    {
        string reason = string.Create(
            CultureInfo.InvariantCulture,
            $"its training of {fixture.Training!.Steps} steps was not done within "
                + $"{options.TrainingTimeout!.Value.TotalSeconds:0.###} s and was stopped");
        return new FixtureReport
        {
            Name = fixture.Name,
            File = file,
            Verdict = Verdict.Inconclusive,
            Fixture = fixture,
            Digest = FixtureRecall.DigestOf(bytes.Span),
            Loss = stated,
            Comparisons =
                [ResultComparison.WithoutNumbers(IndependentSide.Engine, ComparisonStatus.Failed, $"{reason}; --timeout SECONDS gives it "
                    + "more, and fewer steps need less")],
            Reason = reason,
        };
    }

    /// <summary>The report of a fixture after some of its comparisons have been replaced.</summary>
    /// <param name="report">The report so far, with its numbers.</param>
    /// <param name="comparisons">All its comparisons.</param>
    public FixtureReport Conclude(FixtureReport report, IReadOnlyList<JudgedResult> comparisons)
        => Conclude(report.Fixture!, report.File, report.Loss!.Value, report.Calculated!, comparisons) with { Duration = report.Duration };

    /// <summary>Compares the engine's numbers with a result that came later.</summary>
    /// <param name="report">The report of the fixture, with its numbers.</param>
    /// <param name="other">The result.</param>
    public JudgedResult Compare(FixtureReport report, IndependentResult other)
        => Compare(report.Calculated!.Engine, other, report.Loss!.Value);

    private FixtureReport Conclude(Fixture fixture, string file, Loss stated, FixtureNumbers calculated, IReadOnlyList<JudgedResult> judged)
    {
        Reference reference = calculated.Engine;
        FixtureBytes bytes = calculated.Bytes;
        var agreement = new IndependentAgreement(reference, stated, options.Tolerance);
        Disagreements disagreements = OutlierSearch.Find(fixture.Layout, agreement, judged);
        int unsettled = UnsettledNumbers.Count(judged, agreement);
        ResultComparison[] comparisons = [.. judged.Select(result => options.KeepNumbers ? result.WithEveryNumber() : result.Comparison)];
        (Verdict verdict, string? reason) = Conclude(comparisons, unsettled, options);
        return new FixtureReport
        {
            Name = fixture.Name,
            File = file,
            Verdict = verdict,
            Fixture = fixture,
            Digest = verdict == Verdict.Pass ? null : FixtureRecall.DigestOf(bytes.Span),
            Loss = stated,
            Comparisons = Array.Exists(comparisons, comparison => comparison.Discrepancies + comparison.Undecidable > 0)
                ? NumberPlaces.Add(bytes.Span, fixture, comparisons, oracles.Count..)
                : comparisons,
            Outliers = disagreements.Outliers,
            Splits = disagreements.Splits,
            Unsettled = unsettled,
            NotCompared = UncomparedNumbers.Count(reference.Numbers, judged),
            TrainingDiverges = UncomparedNumbers.HasDiverged(reference.Numbers),
            Reason = reason,
            Calculated = calculated with { Comparisons = judged },
        };
    }

    /// <summary>The report of a fixture that was checked but cannot be reported.</summary>
    public static FixtureReport Error(FixtureReport report, FixtureError error) => report with
    {
        Verdict = Verdict.Error,
        Error = error,
        Reason = null,
        Comparisons = [],
        Outliers = [],
        Splits = [],
        Unsettled = 0,
        NotCompared = [],
        TrainingDiverges = false,
        Duration = null,
        Calculated = null,
    };

    /// <summary>The report of a fixture that could not be checked.</summary>
    public static FixtureReport Error(Fixture? fixture, string file, FixtureError error)
        => new() { Name = fixture?.Name, File = file, Verdict = Verdict.Error, Error = error, Fixture = fixture, Loss = fixture?.Loss };

    private Task<Answer[]> AskAllAsync(Fixture fixture, CancellationToken cancellationToken)
        => Task.WhenAll(oracles.Select(oracle => AskAsync(oracle, fixture, cancellationToken)));

    private async Task<Answer> AskAsync(StartedOracle oracle, Fixture fixture, CancellationToken cancellationToken)
    {
        long start = options.Clock.GetTimestamp();
        OracleResult result = await oracle.AskAsync(fixture, options.Format, cancellationToken);
        return new Answer(result, options.Clock.GetElapsedTime(start));
    }

    private JudgedResult Compare(Reference reference, IndependentResult other, Loss stated)
        => ResultComparer.Judge(reference, other, stated, options.Tolerance, options.Kinks, options.Strict);

    private JudgedResult WithoutNumbers(OracleResult result, TimeSpan waited)
    {
        var without = JudgedResult.WithoutNumbers(result.Name, result.Status, result.Reason!, waited);
        return options.SkipUnsupported && result.IsUnsupported
            ? without with { Comparison = without.Comparison with { IsSkipped = true } }
            : without;
    }

    private JudgedResult Timed(TimeSpan waited, Func<JudgedResult> compare)
    {
        long start = options.Clock.GetTimestamp();
        JudgedResult result = compare();
        return result with { Comparison = result.Comparison with { Duration = waited + options.Clock.GetElapsedTime(start) } };
    }

    /// <summary>The verdict of a fixture, and the reason if it is inconclusive.</summary>
    /// <param name="comparisons">Its comparisons.</param>
    /// <param name="unsettled">How many of its numbers no witness settles.</param>
    /// <param name="options">How it was checked.</param>
    internal static (Verdict Verdict, string? Reason) Conclude(
        IReadOnlyList<ResultComparison> comparisons, int unsettled, CheckOptions options)
    {
        if (comparisons.Any(comparison => comparison.Verdict == Verdict.Fail))
        {
            return (Verdict.Fail, null);
        }

        if (comparisons.FirstOrDefault(comparison => comparison.Status == ComparisonStatus.Failed) is { } failed)
        {
            return (Verdict.Inconclusive, $"{failed.Against} failed");
        }

        if (options.OraclesAreNamed
            && comparisons.FirstOrDefault(comparison => comparison is { Status: ComparisonStatus.Unavailable, IsSkipped: false })
                is { } missing)
        {
            return (Verdict.Inconclusive, $"{missing.Against} was asked for and is unavailable");
        }

        if (!comparisons.Any(comparison => comparison.Numbers > 0))
        {
            return (Verdict.Inconclusive, comparisons.FirstOrDefault(comparison => comparison.IsSkipped) is { } skipped
                ? $"nothing stood against the engine; {skipped.Against} is left out: {skipped.Reason}"
                : "nothing stood against the engine");
        }

        if (unsettled > 0 && !options.AllowUndecidable)
        {
            return (Verdict.Inconclusive, unsettled == 1
                ? "1 number is undecidable, and no other result settles it"
                : FormattableString.Invariant($"{unsettled} numbers are undecidable, and no other result settles them"));
        }

        if (comparisons.All(comparison => comparison.Agreeing == 0))
        {
            return (
                Verdict.Inconclusive,
                "no number that was compared agrees: each of them is undecidable, and that is no pass with --allow-undecidable either");
        }

        bool settled = comparisons.Any(comparison => comparison.Numbers > 0 && comparison.Reason is null);
        return settled || options.AllowUndecidable
            ? (Verdict.Pass, null)
            : (Verdict.Inconclusive, comparisons.First(comparison => comparison.Numbers > 0).Reason);
    }

    /// <summary>What an oracle answered.</summary>
    /// <param name="Result">The answer.</param>
    /// <param name="Waited">How long it took.</param>
    private sealed record Answer(OracleResult Result, TimeSpan Waited);
}
