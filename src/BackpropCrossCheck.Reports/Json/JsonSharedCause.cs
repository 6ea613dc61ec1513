using System.Text.Json.Serialization;
using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>A cause that several fixtures share, in the JSON report.</summary>
internal sealed record JsonSharedCause
{
    /// <summary>Its name.</summary>
    public string? Cause { get; init; }

    /// <summary>The layer with the mistake, from 1; null if it is everywhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Layer { get; init; }

    /// <summary>Its parameter, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonArgument? Argument { get; init; }

    /// <summary>How many fixtures share it.</summary>
    public int? Fixtures { get; init; }

    /// <summary>The name of the first of them.</summary>
    public string? First { get; init; }

    /// <summary>The cause in the form of the report.</summary>
    /// <param name="cause">The cause.</param>
    public static JsonSharedCause Of(SharedCause cause) => new()
    {
        Cause = cause.Finding.Cause,
        Layer = cause.Finding.Layer,
        Argument = JsonArgument.Of(cause.Finding.Argument),
        Fixtures = cause.Fixtures,
        First = cause.FirstName,
    };
}
