namespace BackpropCrossCheck.Cli.Configuring;

/// <summary>An option that a configuration gives to a command.</summary>
/// <param name="Name">The option, "--oracle".</param>
/// <param name="Values">Its values; none for an option that is given alone.</param>
/// <param name="Place">Where the configuration gives it, with the JSON pointer.</param>
internal sealed record ConfiguredOption(string Name, IReadOnlyList<string> Values, string Place)
{
    /// <summary>The option as one would type it.</summary>
    public IReadOnlyList<string> Words => Values.Count == 0 ? [Name] : [.. Values.SelectMany(value => new[] { Name, value })];
}
