namespace BackpropCrossCheck.Sharding;

/// <summary>The part of a fixture set that a run checked, with what is needed to decide whether other parts belong to the same
/// set.</summary>
/// <param name="Choice">The part.</param>
/// <param name="Digest">The digest of the whole set: paths and contents.</param>
/// <param name="Fixtures">How many fixtures the whole set has, including the paths that could not be followed.</param>
/// <param name="Positions">The positions of this part's fixtures in the whole set, from 1, in the order of the report.</param>
internal sealed record Shard(ShardChoice Choice, string Digest, int Fixtures, IReadOnlyList<int> Positions)
{
    /// <summary>The shard's number as text.</summary>
    public string Name => FormattableString.Invariant($"{Choice.Index}/{Choice.Total}");
}
