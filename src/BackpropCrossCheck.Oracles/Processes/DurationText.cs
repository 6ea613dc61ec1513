namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>Durations in words.</summary>
internal static class DurationText
{
    /// <summary>"60 s", "0.5 s".</summary>
    /// <param name="time">The duration.</param>
    public static string Of(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.###} s");
}
