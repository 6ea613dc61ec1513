using System.Text.Json;
using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Reports;

/// <summary>In the JSON report, which part of a fixture set it is of.</summary>
internal static class JsonShard
{
    /// <summary>Writes the shard.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="all">Whether the report has every number.</param>
    public static void Write(Utf8JsonWriter writer, Shard shard, bool all)
    {
        writer.WriteStartObject("shard");
        writer.WriteNumber("index", shard.Choice.Index);
        writer.WriteNumber("total", shard.Choice.Total);
        writer.WriteString("source", shard.Choice.Source);
        writer.WriteString("digest", shard.Digest);
        writer.WriteNumber("fixtures", shard.Fixtures);
        writer.WriteBoolean("everyNumber", all);
        writer.WriteStartArray("positions");
        foreach (int position in shard.Positions)
        {
            writer.WriteNumberValue(position);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
