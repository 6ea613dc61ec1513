namespace BackpropCrossCheck.Comparison;

/// <summary>What stood behind numbers, then and now.</summary>
/// <param name="Then">The program and its version, in the baseline.</param>
/// <param name="Now">The program and its version, in this run.</param>
/// <param name="ThenOn">What the baseline was recorded on.</param>
/// <param name="NowOn">What this run is on.</param>
internal sealed record VersionChange(string Then, string Now, Machine ThenOn, Machine NowOn)
{
    /// <summary>Whether a change of numbers may come from these.</summary>
    public bool MayExplain => Then != Now || ThenOn != NowOn;

    /// <summary>What they say of a change of numbers.</summary>
    public override string ToString()
        => Then != Now ? $"{Then} then, {Now} now: the versions may explain it"
            : ThenOn != NowOn ? $"{Now} then and now, on {ThenOn} then and on {NowOn} now: the machine may explain it"
            : $"{Now} then and now, on the same kind of machine: no version explains it";
}
