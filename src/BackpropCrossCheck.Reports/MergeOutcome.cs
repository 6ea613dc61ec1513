using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports;

/// <summary>What comes of putting the reports of shards together.</summary>
/// <param name="Report">The report of the whole; null where it cannot be made.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Refusals">Why it cannot be made, a line each.</param>
internal sealed record MergeOutcome(CheckReport? Report, int ExitCode, IReadOnlyList<string> Refusals)
{
    /// <summary>Shards that cannot be one run.</summary>
    public static MergeOutcome Refused(IReadOnlyList<string> refusals) => new(null, Checking.ExitCode.BadInput, refusals);

    /// <summary>Shards that lack others.</summary>
    public static MergeOutcome Incomplete(IReadOnlyList<string> refusals) => new(null, Checking.ExitCode.Inconclusive, refusals);
}
