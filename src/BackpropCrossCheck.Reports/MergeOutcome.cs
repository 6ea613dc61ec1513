using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports;

/// <summary>The result of merging the reports of shards.</summary>
/// <param name="Report">The merged report; null if it cannot be made.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Refusals">Why it cannot be made, one reason per line.</param>
internal sealed record MergeOutcome(CheckReport? Report, int ExitCode, IReadOnlyList<string> Refusals)
{
    /// <summary>The result if the shards do not belong to one run.</summary>
    public static MergeOutcome Refused(IReadOnlyList<string> refusals) => new(null, Checking.ExitCode.BadInput, refusals);

    /// <summary>The result if shards are missing.</summary>
    public static MergeOutcome Incomplete(IReadOnlyList<string> refusals) => new(null, Checking.ExitCode.Inconclusive, refusals);
}
