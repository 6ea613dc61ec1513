namespace BackpropCrossCheck.Sharding;

/// <summary>A fixture as far as shards care.</summary>
/// <param name="Key">Its path under the folder that was given, so that the folder may be elsewhere on another machine.</param>
/// <param name="Size">Its bytes, the carriage returns that a checkout may add aside.</param>
internal readonly record struct ShardItem(string Key, long Size);
