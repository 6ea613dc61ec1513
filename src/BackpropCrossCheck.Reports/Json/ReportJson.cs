using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>How the JSON report is written and read, generated from its records when the program is built.</summary>
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
    // Not before it is asked for: the generated part of this class has statics too, and nothing says which are set first.
    private static readonly Lazy<ReportJson> Made
        = new(() => new ReportJson(new JsonSerializerOptions(Default!.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    /// <summary>For a file of its own, which is no text inside HTML or a script.</summary>
    public static ReportJson Relaxed => Made.Value;
}
