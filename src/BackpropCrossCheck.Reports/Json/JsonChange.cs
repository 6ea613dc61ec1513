using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>What has changed since a baseline, in the JSON report.</summary>
internal sealed record JsonChange
{
    /// <summary>How many numbers have different bits.</summary>
    public int? Numbers { get; init; }

    /// <summary>The largest change, in units in the last place.</summary>
    public double? Ulps { get; init; }

    /// <summary>The program and its version in the baseline.</summary>
    public string? Then { get; init; }

    /// <summary>The program and its version in this run.</summary>
    public string? Now { get; init; }

    /// <summary>Whether the version change may explain the change.</summary>
    public bool? VersionsMayExplain { get; init; }

    /// <summary>The change in the form of the report.</summary>
    /// <param name="change">The change.</param>
    public static JsonChange Of(BaselineChange change) => new()
    {
        Numbers = change.Numbers,
        Ulps = change.Ulps,
        Then = change.Versions.Then,
        Now = change.Versions.Now,
        VersionsMayExplain = change.Versions.MayExplain,
    };
}
