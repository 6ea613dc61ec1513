namespace BackpropCrossCheck.Cli.Files;

/// <summary>An output that a command was asked for.</summary>
/// <param name="Option">The option that asks for it.</param>
/// <param name="Value">The option's value, as given.</param>
/// <param name="Path">The file; "-" for standard output.</param>
/// <param name="Place">Where that leads to.</param>
internal sealed record AskedOutput(string Option, string Value, string Path, OutputPlace Place)
{
    /// <summary>An output into a file, or whatever else its path leads to.</summary>
    /// <param name="option">The option.</param>
    /// <param name="value">Its value.</param>
    /// <param name="path">The path in it.</param>
    public static AskedOutput Of(string option, string value, string path) => new(option, value, path, OutputPlace.Of(path));

    /// <summary>An output on standard output.</summary>
    /// <param name="option">The option.</param>
    public static AskedOutput Standard(string option) => new(option, "-", "-", OutputPlace.StandardOutput);

    /// <summary>What asks for it, as it is written on a command line.</summary>
    public override string ToString() => $"{Option} {Value}";
}
