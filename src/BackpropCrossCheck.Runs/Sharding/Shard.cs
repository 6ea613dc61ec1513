namespace BackpropCrossCheck.Sharding;

/// <summary>The part of a fixture set that a run checked, and what tells whether other parts are of the same set.</summary>
/// <param name="Choice">Which part.</param>
/// <param name="Digest">The digest of the whole set: paths and contents.</param>
/// <param name="Fixtures">How many fixtures the whole set has, with the paths that could not be followed.</param>
/// <param name="Positions">Where the fixtures of this part stand in the whole set, from 1, in the order of the report.</param>
internal sealed record Shard(ShardChoice Choice, string Digest, int Fixtures, IReadOnlyList<int> Positions)
{
    /// <summary>The number of the shard in words.</summary>
    public string Name => FormattableString.Invariant($"{Choice.Index}/{Choice.Total}");
}
