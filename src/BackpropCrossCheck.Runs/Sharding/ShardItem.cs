namespace BackpropCrossCheck.Sharding;

/// <summary>What sharding needs to know about a fixture.</summary>
/// <param name="Key">Its path below the folder that was given. That folder may be elsewhere on another machine.</param>
/// <param name="Size">Its size in bytes, not counting the carriage returns that a checkout may add.</param>
internal readonly record struct ShardItem(string Key, long Size);
