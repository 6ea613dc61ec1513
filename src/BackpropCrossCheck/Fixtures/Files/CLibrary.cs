using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropCrossCheck.Fixtures.Files;

/// <summary>The functions of the C library that every start calls. Nothing has to be converted for them, so they are compiled ahead of
/// time.</summary>
/// <remarks>The runtime looks for a library "libc" under four names in several folders, which takes a millisecond. glibc has been loaded
/// under its own name.</remarks>
internal static unsafe class CLibrary
{
    private const int GetFlags = 1;

    private static readonly bool IsGlibc =
        RuntimeFeature.IsDynamicCodeSupported && OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out _);

    /// <summary>The flags of a descriptor; negative if it is closed.</summary>
    /// <param name="descriptor">The descriptor's number.</param>
    public static int FlagsOf(int descriptor) => IsGlibc ? Glibc.Control(descriptor, GetFlags) : Any.Control(descriptor, GetFlags);

    /// <summary>Whether a descriptor belongs to a terminal.</summary>
    /// <param name="descriptor">The descriptor's number.</param>
    public static bool IsTerminal(int descriptor) => (IsGlibc ? Glibc.IsTerminal(descriptor) : Any.IsTerminal(descriptor)) == 1;

    /// <summary>Writes to a descriptor.</summary>
    /// <param name="descriptor">The descriptor's number.</param>
    /// <param name="buffer">The bytes.</param>
    /// <param name="count">How many.</param>
    /// <returns>How many were written; negative if writing fails.</returns>
    public static nint Write(int descriptor, byte* buffer, nint count)
        => IsGlibc ? Glibc.Write(descriptor, buffer, count) : Any.Write(descriptor, buffer, count);

    /// <summary>statx(2), on Linux only.</summary>
    /// <param name="folder">The folder in which a relative path begins.</param>
    /// <param name="path">The path, in UTF-8, with a zero at its end.</param>
    /// <param name="flags">How to look.</param>
    /// <param name="mask">What to look for.</param>
    /// <param name="answer">256 bytes; overwritten.</param>
    /// <returns>0 if the file exists.</returns>
    public static int Status(int folder, byte* path, int flags, uint mask, byte* answer)
        => IsGlibc ? Glibc.Status(folder, path, flags, mask, answer) : Any.Status(folder, path, flags, mask, answer);

#pragma warning disable SYSLIB1054 // Nothing has to be converted, so the generated alternative would be the same.
    private static class Glibc
    {
        [DllImport("libc.so.6", EntryPoint = "fcntl")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Control(int descriptor, int command);

        [DllImport("libc.so.6", EntryPoint = "isatty")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int IsTerminal(int descriptor);

        [DllImport("libc.so.6", EntryPoint = "write")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern nint Write(int descriptor, byte* buffer, nint count);

        [DllImport("libc.so.6", EntryPoint = "statx")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Status(int folder, byte* path, int flags, uint mask, byte* answer);
    }

    private static class Any
    {
        [DllImport("libc", EntryPoint = "fcntl")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Control(int descriptor, int command);

        [DllImport("libc", EntryPoint = "isatty")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int IsTerminal(int descriptor);

        [DllImport("libc", EntryPoint = "write")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern nint Write(int descriptor, byte* buffer, nint count);

        [DllImport("libc", EntryPoint = "statx")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Status(int folder, byte* path, int flags, uint mask, byte* answer);
    }
#pragma warning restore SYSLIB1054
}
