using BackpropCrossCheck.Fixtures.Files;

namespace BackpropCrossCheck.Cli.Files;

/// <summary>What a path to be written to leads to.</summary>
/// <param name="Path">An absolute path without links.</param>
/// <param name="Descriptor">The descriptor of this process that it stands for; null of anything else.</param>
/// <param name="IsStream">Whether it is written to as it is: a descriptor, a pipe, a device. A file that is moved into its place would put
/// an end to it.</param>
internal sealed record OutputPlace(string Path, int? Descriptor, bool IsStream)
{
    private const int Output = 1;

    /// <summary>Standard output.</summary>
    public static OutputPlace StandardOutput { get; } = new("-", Output, IsStream: true);

    /// <summary>Whether it is standard output, by whatever name.</summary>
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
