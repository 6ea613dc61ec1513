using System.Text.Json.Serialization.Metadata;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Reports.Json;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Describes the expected value at a place of a JSON report. The description comes from the records that the report is read
/// into.</summary>
internal static class ReportTypes
{
    /// <summary>"a whole number", "an array": the expected value at a place.</summary>
    /// <param name="steps">The names and indices that lead to the place.</param>
    public static string Expected(IEnumerable<string> steps)
    {
        JsonTypeInfo info = ReportJson.Relaxed.JsonRun;
        foreach (string step in steps)
        {
            info = Converted(info);
            Type? inner = info.Kind == JsonTypeInfoKind.Object
                ? info.Properties.FirstOrDefault(property => property.Name == step)?.PropertyType
                : info.ElementType;
            if (inner is null)
            {
                break;
            }

            info = ReportJson.Relaxed.GetTypeInfo(inner)!;
        }

        Type type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        return type == typeof(int) ? "a whole number"
            : type == typeof(double) ? "a number"
            : type == typeof(bool) ? "true or false"
            : type == typeof(string) ? "a string"
            : type == typeof(JsonPrecision) ? "a string or an object"
            : type == typeof(JsonArgument) ? "a number or an object"
            : type == typeof(IReadOnlyList<ErrorPoint>) ? "an array of pairs of numbers, at least 0"
            : info.Kind == JsonTypeInfoKind.Enumerable ? "an array"
            : "an object";
    }

    /// <summary>What a converter reads if a value is an object or an array.</summary>
    private static JsonTypeInfo Converted(JsonTypeInfo info) => info.Type == typeof(JsonPrecision) ? ReportJson.Relaxed.JsonDigits
        : info.Type == typeof(JsonArgument) ? ReportJson.Relaxed.JsonFunction
        : info.Type == typeof(IReadOnlyList<ErrorPoint>) ? ReportJson.Relaxed.DoubleArrayArray
        : info;
}
