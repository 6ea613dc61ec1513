using NJsonSchema;

namespace BackpropCrossCheck.Tests.Reports.Sarif;

/// <summary>The schema of SARIF reports: those parts of the official one that the reports use.</summary>
internal static class SarifSchema
{
    private static readonly Lazy<JsonSchema> Schema = new(() =>
        JsonSchema.FromFileAsync(Path.Combine(TestContext.CurrentContext.TestDirectory, "Reports", "Schemas", "sarif.schema.json"))
            .GetAwaiter().GetResult());

    /// <summary>The faults of a report; empty if there are none.</summary>
    public static IReadOnlyList<string> Faults(string json) => [.. Schema.Value.Validate(json).Select(fault => fault.ToString())];
}
