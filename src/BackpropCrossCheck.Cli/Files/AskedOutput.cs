namespace BackpropCrossCheck.Cli.Files;

/// <summary>An output requested on the command line.</summary>
/// <param name="Option">The option that asks for it.</param>
/// <param name="Value">The option's value, as given.</param>
/// <param name="Path">The file; "-" for standard output.</param>
/// <param name="Place">What the path leads to.</param>
internal sealed record AskedOutput(string Option, string Value, string Path, OutputPlace Place)
{
    /// <summary>An output to a path: a file, a device or a pipe.</summary>
    /// <param name="option">The option.</param>
    /// <param name="value">The option's value.</param>
    /// <param name="path">The path within that value.</param>
    public static AskedOutput Of(string option, string value, string path) => new(option, value, path, OutputPlace.Of(path));

    /// <summary>An output on standard output.</summary>
    /// <param name="option">The option.</param>
    public static AskedOutput Standard(string option) => new(option, "-", "-", OutputPlace.StandardOutput);

    /// <summary>The option and its value, as one would type them.</summary>
    public override string ToString() => $"{Option} {Value}";
}
