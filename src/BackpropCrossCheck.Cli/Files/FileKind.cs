namespace BackpropCrossCheck.Cli.Files;

/// <summary>What a file is.</summary>
internal enum FileKind
{
    /// <summary>It keeps what is written into it.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe, with a name or without.</summary>
    Pipe,

    /// <summary>A device, a socket: what is written goes elsewhere.</summary>
    Device,
}
