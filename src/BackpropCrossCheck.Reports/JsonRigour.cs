using System.Text.Json;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Reports;

/// <summary>What the JSON report says of the rigour of a check: what nothing stood against, which rules were in force, and what they would have seen.</summary>
internal static class JsonRigour
{
    /// <summary>Writes how many numbers of each quantity nothing stood against; a quantity without any is left out, and all of it where there is none.</summary>
    public static void WriteNotCompared(Utf8JsonWriter writer, IReadOnlyList<QuantityCount> counts)
    {
        if (counts.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("notCompared");
        foreach (QuantityCount count in counts)
        {
            writer.WriteNumber(ContractNames.Of(count.Quantity), count.Numbers);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the fixed rules that were in force, where there are any.</summary>
    public static void WriteFixedRules(Utf8JsonWriter writer, IReadOnlyList<RuleCount> rules)
    {
        if (rules.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("fixedRules");
        foreach (RuleCount rule in rules)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", rule.Rule);
            writer.WriteNumber("comparisons", rule.Comparisons);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes for each tensor the smallest defect that would have been seen; nothing where a comparison says nothing of it.</summary>
    public static void WriteSees(Utf8JsonWriter writer, IReadOnlyList<TensorSummary> tensors)
    {
        if (!tensors.Any(Says))
        {
            return;
        }

        writer.WriteStartArray("sees");
        foreach (TensorSummary tensor in tensors.Where(Says))
        {
            writer.WriteStartObject();
            JsonComparison.WriteTensor(writer, tensor.Slot);
            if (tensor.Sees is { } sees)
            {
                JsonComparison.WriteNumber(writer, "sees", sees);
            }
            else
            {
                writer.WriteNull("sees");
            }

            if (tensor.ZeroPasses)
            {
                writer.WriteBoolean("zeroPasses", true);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static bool Says(TensorSummary tensor) => tensor.ZeroPasses || tensor.Sees is not null;
}
