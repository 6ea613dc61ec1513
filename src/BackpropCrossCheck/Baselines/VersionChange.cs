namespace BackpropCrossCheck.Baselines;

/// <summary>The version behind numbers, then and now.</summary>
/// <param name="Then">That of the baseline.</param>
/// <param name="Now">That of this run.</param>
internal sealed record VersionChange(string Then, string Now)
{
    /// <summary>Whether a change of numbers may come from a change of version.</summary>
    public bool MayExplain => Then != Now;
}
