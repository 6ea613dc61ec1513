namespace BackpropCrossCheck.Fixtures.Files;

/// <summary>What a file is. .NET does not tell a named pipe from a file, and opening one may take for ever.</summary>
internal enum FileKind
{
    /// <summary>It keeps what is written into it.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe, with a name or without.</summary>
    Pipe,

    /// <summary>A device: what is written goes elsewhere.</summary>
    Device,

    /// <summary>A device of blocks: a disk.</summary>
    BlockDevice,

    /// <summary>A socket.</summary>
    Socket,
}
