using NJsonSchema;

namespace BackpropCrossCheck.Tests.Reports.Sarif;

/// <summary>The schema that SARIF reports are held against: the parts of the official one that are used, and no more.</summary>
internal static class SarifSchema
{
    private static readonly Lazy<JsonSchema> Schema = new(() =>
        JsonSchema.FromFileAsync(Path.Combine(TestContext.CurrentContext.TestDirectory, "Reports", "Schemas", "sarif.schema.json"))
            .GetAwaiter().GetResult());

    /// <summary>What is wrong with a report; empty where nothing is.</summary>
    public static IReadOnlyList<string> Faults(string json) => [.. Schema.Value.Validate(json).Select(fault => fault.ToString())];
}
