using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The settings for writing and reading the JSON report. The code is generated from its records at build time.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(JsonRun))]
[JsonSerializable(typeof(JsonFunction))]
[JsonSerializable(typeof(JsonDigits))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(double[][]))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    // Created on first use: the generated part of this class has static fields too, and the order of initialization is unspecified.
    private static readonly Lazy<ReportJson> Made
        = new(() => new ReportJson(new JsonSerializerOptions(Default!.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    /// <summary>For a separate file, which is not text inside HTML or a script.</summary>
    public static ReportJson Relaxed => Made.Value;
}
