using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The program that wrote a JSON report.</summary>
internal sealed record JsonTool
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>This program.</summary>
    public static JsonTool Own => new() { Name = ToolVersion.Name, Version = ToolVersion.Number };
}
