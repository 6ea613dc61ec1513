using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>What verdicts depend on besides the numbers: the command of a run, and some of its options.</summary>
/// <param name="Command">check, grade or compare.</param>
/// <param name="OraclesAreNamed">Whether the run asked exactly the oracles that its options name.</param>
/// <param name="AsksNoOracle">Whether no oracle was asked.</param>
/// <param name="AllowsUndecidable">Whether a fixture with undecidable numbers can still pass.</param>
/// <param name="IsByFigures">Whether a number's verdict follows from its difference and the allowed difference.</param>
/// <param name="SkipsUnsupported">Whether oracles are left out where they do not offer what a fixture needs.</param>
/// <param name="AcceptsCoarse">Whether answers with fewer digits than asked for may be right.</param>
internal sealed record RunTerms(
    string Command,
    bool OraclesAreNamed,
    bool AsksNoOracle,
    bool AllowsUndecidable,
    bool IsByFigures,
    bool SkipsUnsupported,
    bool AcceptsCoarse)
{
    /// <summary>The command that checks.</summary>
    public const string Check = "check";

    private const string Grade = "grade";
    private const string Compare = "compare";

    /// <summary>The option that names the oracles to ask.</summary>
    private const string NamedOracles = "--oracle";

    /// <summary>The name that stands for no oracle.</summary>
    private const string NoOracle = "none";

    private const string AcceptCoarse = "--accept-coarse";

    private const string SkipUnsupported = "--skip-unsupported";

    private const string AllowUndecidable = "--allow-undecidable";

    /// <summary>With these options, a number may agree beyond the allowed difference, or differ within it.</summary>
    private static readonly string[] BeyondFigures = ["--kinks", "--strict"];

    private CheckOptions Options => new() { OraclesAreNamed = OraclesAreNamed, AllowUndecidable = AllowsUndecidable };

    /// <summary>The terms of a run.</summary>
    /// <param name="arguments">Its arguments, as in its report; if empty, a check without options is assumed.</param>
    public static RunTerms Of(IReadOnlyList<string> arguments) => new(
        arguments.Count == 0 ? Check : arguments[0],
        arguments.Contains(NamedOracles) || (arguments.Count > 0 && arguments[0] == Compare),
        arguments.Zip(arguments.Skip(1)).Contains((NamedOracles, NoOracle)),
        arguments.Contains(AllowUndecidable),
        !arguments.Any(BeyondFigures.Contains),
        arguments.Contains(SkipUnsupported),
        arguments.Contains(AcceptCoarse));

    /// <summary>The verdicts that a fixture can have.</summary>
    /// <param name="comparisons">Its comparisons.</param>
    /// <param name="unsettled">How many of its numbers no witness settles.</param>
    public IReadOnlyList<Verdict> VerdictsOf(IReadOnlyList<ResultComparison> comparisons, int unsettled) => Command switch
    {
        Grade => [GradedClass.VerdictOf(comparisons, AcceptsCoarse)],
        Compare => SinceBaseline(comparisons),
        _ => [FixtureCheck.Conclude(comparisons, unsettled, Options).Verdict],
    };

    /// <summary>The smallest and the largest possible count of a fixture's numbers that no witness settles.</summary>
    /// <param name="comparisons">Its comparisons.</param>
    public (int Least, int Most) UnsettledOf(IReadOnlyList<ResultComparison> comparisons)
    {
        int undecidable = comparisons.Sum(comparison => comparison.Undecidable);
        return Command switch
        {
            Grade => (0, 0),
            Compare => (undecidable, undecidable),
            _ => (UnsettledNumbers.Least(comparisons), undecidable),
        };
    }

    /// <summary>The report that follows from the fixtures and oracles.</summary>
    /// <param name="options">The shard, and what is missing.</param>
    /// <param name="oracles">The oracles.</param>
    /// <param name="fixtures">The fixtures, concluded.</param>
    public CheckReport Conclude(CheckOptions options, IReadOnlyList<OracleReport> oracles, IReadOnlyList<FixtureReport> fixtures)
        => Command == Grade
            ? GradedClass.ReportOf(fixtures)
            : CheckReport.Of(oracles, fixtures, options with { OraclesAreNamed = OraclesAreNamed, AsksNoOracle = AsksNoOracle });

    /// <summary>A comparison that is missing from both the baseline and the run is no change. Among unavailable comparisons, the report
    /// does not say which those are.</summary>
    private static Verdict[] SinceBaseline(IReadOnlyList<ResultComparison> comparisons)
    {
        ResultComparison[] open = [.. comparisons.Where(comparison => comparison.Verdict == Verdict.Inconclusive)];
        return comparisons.Any(comparison => comparison.Verdict == Verdict.Fail) ? [Verdict.Fail]
            : Array.Exists(open, comparison => comparison.Status != ComparisonStatus.Unavailable) ? [Verdict.Inconclusive]
            : open.Length > 0 ? [Verdict.Pass, Verdict.Inconclusive]
            : [Verdict.Pass];
    }
}
