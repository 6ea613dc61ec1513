namespace BackpropCrossCheck.Fixtures.Files;

/// <summary>The identity of a file, however its path is spelt.</summary>
/// <param name="Volume">The device, or the serial number of the volume.</param>
/// <param name="Number">The inode, or the file's number on the volume.</param>
internal readonly record struct FileIdentity(ulong Volume, ulong Number);
