using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;

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
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<FixtureReport> CheckAsync(Fixture fixture, string file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Loss stated = options.Stated ?? fixture.Loss;
        if (!fixture.Loss.IsSameFamily(stated))
        {
            return Error(fixture, file, FixtureError.OfConvention(fixture.Loss, stated).Locate(bytes.Span, file));
        }

        Reference reference;
        try
        {
            reference = new Reference(fixture, engine);
        }
        catch (UndefinedLossException fault)
        {
            return Error(fixture, file, FixtureError.Of(fault).Locate(bytes.Span, file));
        }

        Task<(OracleResult Result, TimeSpan Waited)>[] asked = [.. oracles.Select(oracle => AskAsync(oracle, fixture, cancellationToken))];
        var results = new List<OracleResult>();
        var comparisons = new List<ResultComparison>();
        foreach (Task<(OracleResult Result, TimeSpan Waited)> answer in asked)
        {
            (OracleResult result, TimeSpan waited) = await answer;
            results.Add(result);
            comparisons.Add(result.Numbers is { } numbers
                ? Compare(reference, numbers, stated, waited)
                : ResultComparison.WithoutNumbers(result.Name, result.Status, result.Reason!) with { Duration = waited });
        }

        comparisons.AddRange(fixture.Expected.Select(entry => Compare(reference, IndependentResult.Of(entry), stated, TimeSpan.Zero)));
        Disagreements disagreements = OutlierSearch.Find(reference, stated, options.Tolerance, comparisons);
        int unsettled = UnsettledNumbers.Count(comparisons);
        (Verdict verdict, string? reason) = Conclude(comparisons, unsettled);
        return new FixtureReport
        {
            Name = fixture.Name,
            File = file,
            Verdict = verdict,
            Fixture = fixture,
            Digest = verdict == Verdict.Pass ? null : FixtureRecall.DigestOf(bytes.Span),
            Loss = stated,
            Comparisons = NumberPlaces.Add(bytes.Span, file, comparisons, oracles.Count..),
            Outliers = disagreements.Outliers,
            Splits = disagreements.Splits,
            Unsettled = unsettled,
            NotCompared = UncomparedNumbers.Count(reference.Numbers, comparisons),
            TrainingDiverges = UncomparedNumbers.HasDiverged(reference.Numbers),
            Reason = reason,
            Calculated = new FixtureNumbers(reference, results, bytes),
        };
    }

    /// <summary>The report of a fixture that was checked and cannot be reported.</summary>
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

    private async Task<(OracleResult Result, TimeSpan Waited)> AskAsync(StartedOracle oracle, Fixture fixture, CancellationToken cancellationToken)
    {
        long start = options.Clock.GetTimestamp();
        OracleResult result = await oracle.AskAsync(fixture, options.Format, cancellationToken);
        return (result, options.Clock.GetElapsedTime(start));
    }

    private ResultComparison Compare(Reference reference, IndependentResult other, Loss stated, TimeSpan waited)
    {
        long start = options.Clock.GetTimestamp();
        ResultComparison comparison = ResultComparer.Compare(reference, other, stated, options.Tolerance);
        return comparison with { Duration = waited + options.Clock.GetElapsedTime(start) };
    }

    private (Verdict Verdict, string? Reason) Conclude(List<ResultComparison> comparisons, int unsettled)
    {
        if (comparisons.Exists(comparison => comparison.Verdict == Verdict.Fail))
        {
            return (Verdict.Fail, null);
        }

        if (comparisons.Find(comparison => comparison.Status == ComparisonStatus.Failed) is { } failed)
        {
            return (Verdict.Inconclusive, $"{failed.Against} failed");
        }

        if (options.OraclesAreNamed && comparisons.Find(comparison => comparison.Status == ComparisonStatus.Unavailable) is { } missing)
        {
            return (Verdict.Inconclusive, $"{missing.Against} was asked for and is unavailable");
        }

        if (!comparisons.Exists(comparison => comparison.Numbers > 0))
        {
            return (Verdict.Inconclusive, "nothing stood against the engine");
        }

        if (unsettled > 0 && !options.AllowUndecidable)
        {
            return (Verdict.Inconclusive, unsettled == 1
                ? "1 number is undecidable in every comparison that has it"
                : FormattableString.Invariant($"{unsettled} numbers are undecidable in every comparison that has them"));
        }

        if (comparisons.TrueForAll(comparison => comparison.Agreeing == 0))
        {
            return (Verdict.Inconclusive, "no number that was compared agrees: each of them is undecidable, and that is no pass with --allow-undecidable either");
        }

        bool settled = comparisons.Exists(comparison => comparison.Numbers > 0 && comparison.Reason is null);
        return settled || options.AllowUndecidable
            ? (Verdict.Pass, null)
            : (Verdict.Inconclusive, comparisons.First(comparison => comparison.Numbers > 0).Reason);
    }
}
