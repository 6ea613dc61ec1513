using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropCrossCheck.Fixtures.Files;

/// <summary>Tells Linux how a large array is used. Elsewhere nothing is told, and everything works the same with more memory.</summary>
internal static class MemoryAdvice
{
    private const int DoNotNeed = 4;
    private const int LargePages = 14;

    /// <summary>The size of a large page, of which all others are parts.</summary>
    private const int Page = 1 << 21;

    /// <summary>Asks for large pages, of which the system has to find and clear far fewer.</summary>
    /// <param name="pinned">An array that the collector never moves, before it is written to.</param>
    public static void UseLargePages<T>(T[] pinned)
        where T : unmanaged
        => Advise(pinned, 0, Unsafe.SizeOf<T>() * (nint)pinned.Length, LargePages);

    /// <summary>Gives memory back to the system. The bytes are 0 afterwards, or what they were.</summary>
    /// <param name="pinned">An array that the collector never moves.</param>
    /// <param name="from">The first byte that may go; so may a page full before it.</param>
    /// <param name="to">The byte after the last that may go.</param>
    public static void GiveBack(byte[] pinned, int from, int to) => Advise(pinned, from, to, DoNotNeed);

    /// <summary>Advises for the pages that are wholly within a stretch of an array. Advice that is not taken is no error.</summary>
    private static void Advise<T>(T[] pinned, nint from, nint to, int advice)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        nint start = Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
        nint first = Math.Max((start + Page - 1) / Page * Page, (start + from) / Page * Page);
        nint end = (start + to) / Page * Page;
        if (first < end)
        {
            _ = Advise(first, (nuint)(end - first), advice);
        }
    }

#pragma warning disable SYSLIB1054 // The generated alternative needs unsafe code.
    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(nint address, nuint length, int advice);
#pragma warning restore SYSLIB1054
}
