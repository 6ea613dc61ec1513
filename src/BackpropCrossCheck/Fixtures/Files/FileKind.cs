namespace BackpropCrossCheck.Fixtures.Files;

/// <summary>The kind of a file. .NET does not distinguish a named pipe from a file, and opening a pipe may block for ever.</summary>
internal enum FileKind
{
    /// <summary>It stores what is written to it.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe, named or not.</summary>
    Pipe,

    /// <summary>A device: whatever is written goes elsewhere.</summary>
    Device,

    /// <summary>A block device, such as a disk.</summary>
    BlockDevice,

    /// <summary>A socket.</summary>
    Socket,
}
