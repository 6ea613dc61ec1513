using System.Globalization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports;

/// <summary>The conclusions of a run and of a fixture, as all reports state them.</summary>
internal static class ConclusionText
{
    private const int MostRules = 3;

    /// <summary>"there are discrepancies (exit code 1)".</summary>
    public static string Of(CheckReport report)
    {
        string conclusion = report.ExitCode switch
        {
            ExitCode.Agrees when report.Summary.Fixtures == 0 => "there was nothing to check",
            ExitCode.Agrees when report.Summary.Unsettled > 0 =>
                "every decidable number agrees, and "
                    + $"{Wording.Count(report.Summary.Unsettled, "undecidable number is", "undecidable numbers are")} allowed",
            ExitCode.Agrees when report.Summary.Skipped > 0 =>
                "every number that was compared agrees; "
                    + $"{Wording.Count(report.Summary.Skipped, "comparison is", "comparisons are")} left out",
            ExitCode.Agrees when UncomparedText.AfterTraining(report.Summary) is var after and > 0 =>
                $"every number that was compared agrees; nothing stood against {Wording.Count(after, "number")} after training",
            ExitCode.Agrees => "everything that was asked for was checked and agrees",
            ExitCode.Discrepancy => "there are discrepancies",
            ExitCode.BadInput => "there are fixtures that cannot be checked",
            ExitCode.NothingChecked => "nothing was checked",
            ExitCode.InternalError => "internal error",
            _ => report.Reason is null
                ? $"{Wording.Count(report.Summary.Inconclusive, "fixture is", "fixtures are")} inconclusive"
                : "inconclusive",
        };
        return FormattableString.Invariant(
            $"{conclusion}{(report.Reason is null ? string.Empty : ": " + report.Reason)} (exit code {report.ExitCode})");
    }

    /// <summary>"3 fixtures: 1 pass, 2 fail, 0 inconclusive, 0 in error".</summary>
    public static string OfFixtures(CheckSummary summary) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Wording.Count(summary.Fixtures, "fixture")}: {summary.Passed} pass, {summary.Failed} fail, {summary.Inconclusive} inconclusive, "
            + $"{summary.Errors} in error{string.Concat(Rest(summary).Select(words => "; " + words))}");

    /// <summary>The fixtures that are in no report, counted: "2 fixtures are not checked, because an earlier one fails
    /// (--fail-fast)".</summary>
    public static IEnumerable<string> Rest(CheckSummary summary)
    {
        if (summary.NotChecked > 0)
        {
            yield return
                $"{Wording.Count(summary.NotChecked, "fixture is", "fixtures are")} not checked, because an earlier one fails "
                    + "(--fail-fast)";
        }

        if (summary.FilteredOut > 0)
        {
            yield return $"{Wording.Count(summary.FilteredOut, "fixture is", "fixtures are")} left out by --filter";
        }
    }

    /// <summary>What a list of numbers or issues would not say by itself: why the run is no pass, and which fixed rules applied.</summary>
    public static IEnumerable<string> OfRun(CheckReport report)
        => new[] { report.Reason }.OfType<string>().Concat(report.Summary.FixedRules.Select(rule => rule.Rule));

    /// <summary>"51 numbers compared in 3 comparisons: 2 differ, 0 undecidable".</summary>
    public static string OfNumbers(CheckSummary summary) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Wording.Count(summary.Numbers, "number")} compared in {Wording.Count(summary.Comparisons, "comparison")}: "
            + $"{summary.Discrepancies} differ, {summary.Undecidable} undecidable{Unsettled(summary)}");

    /// <summary>What else readers must know about the numbers: which had no counterpart, which fixed rules applied, which
    /// have lost their digits, and where a small defect could not have been seen.</summary>
    public static IEnumerable<string> Remarks(CheckReport report)
    {
        CheckSummary summary = report.Summary;
        if (UncomparedText.Of(summary.NotCompared) is { } uncompared)
        {
            yield return uncompared;
        }

        foreach (RuleCount rule in summary.FixedRules.Take(MostRules))
        {
            yield return $"{rule.Rule}, in {Wording.Count(rule.Comparisons, "comparison")}";
        }

        if (summary.FixedRules.Count > MostRules)
        {
            yield return Wording.Count(summary.FixedRules.Count - MostRules, "more fixed rule");
        }

        foreach (string skipped in SkippedComparisons.LeftOut(report))
        {
            yield return skipped;
        }

        if (LossyText.Of(report) is { } lossy)
        {
            yield return lossy;
        }

        if (BlindText.Of(report.Fixtures) is { } blind)
        {
            yield return blind;
        }
    }

    /// <summary>"2-3-2, 1 sample, half-squared-error (sum)"; null if the fixture could not be read.</summary>
    public static string? OfNetwork(FixtureReport fixture)
    {
        if (fixture.Layout is not { } layout || fixture.Loss is not { } loss)
        {
            return null;
        }

        IEnumerable<string> units = layout.Layers.Select(layer => layer.Units.ToString(CultureInfo.InvariantCulture));
        string network = string.Join('-', units.Prepend(layout.Layers[0].Inputs.ToString(CultureInfo.InvariantCulture)));
        return $"{network}, {Wording.Count(layout.Samples, "sample")}, {ConventionText.Of(loss)}";
    }

    private static string Unsettled(CheckSummary summary) => summary.Undecidable == 0 ? string.Empty
        : summary.Unsettled == 0 ? ", each of them settled by another result that agrees with it"
        : FormattableString.Invariant($"; no other result settles {Wording.Count(summary.Unsettled, "number")}");
}
