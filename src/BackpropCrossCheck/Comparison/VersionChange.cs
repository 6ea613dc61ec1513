namespace BackpropCrossCheck.Comparison;

/// <summary>The versions and machines that produced the numbers, then and now.</summary>
/// <param name="Then">The program and its version in the baseline.</param>
/// <param name="Now">The program and its version in this run.</param>
/// <param name="ThenOn">The machine on which the baseline was recorded.</param>
/// <param name="NowOn">The machine of this run.</param>
internal sealed record VersionChange(string Then, string Now, Machine ThenOn, Machine NowOn)
{
    /// <summary>Whether these may explain a change in numbers.</summary>
    public bool MayExplain => Then != Now || ThenOn != NowOn;

    /// <summary>What they suggest about a change in numbers.</summary>
    public override string ToString()
        => Then != Now ? $"{Then} then, {Now} now: the versions may explain it"
            : ThenOn != NowOn ? $"{Now} then and now, on {ThenOn} then and on {NowOn} now: the machine may explain it"
            : $"{Now} then and now, on the same kind of machine: no version explains it";
}
