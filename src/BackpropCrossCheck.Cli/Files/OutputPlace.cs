using BackpropCrossCheck.Fixtures.Files;

namespace BackpropCrossCheck.Cli.Files;

/// <summary>What an output path leads to.</summary>
/// <param name="Path">An absolute path without links.</param>
/// <param name="Descriptor">The number, if it is a descriptor of this process; otherwise null.</param>
/// <param name="IsStream">True for a descriptor, a pipe or a device: it is written to directly. Moving a finished file into its place would
/// destroy it.</param>
internal sealed record OutputPlace(string Path, int? Descriptor, bool IsStream)
{
    private const int Output = 1;

    /// <summary>Standard output.</summary>
    public static OutputPlace StandardOutput { get; } = new("-", Output, IsStream: true);

    /// <summary>Whether it is standard output, under any name.</summary>
    public bool IsStandardOutput => Descriptor == Output;

    /// <summary>Finds out what a path leads to.</summary>
    /// <param name="path">The path.</param>
    public static OutputPlace Of(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        string physical = PhysicalPath.Of(full);
        bool isStream = PhysicalPath.IsDescriptor(physical) || FileStatus.Of(full) is { Kind: FileKind.Pipe } or { IsDevice: true };
        return new OutputPlace(isStream ? full : physical, PhysicalPath.OwnDescriptor(physical), isStream);
    }
}
