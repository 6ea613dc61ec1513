using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>Ends the processes that an ended process has left behind. They have lost their parent, so no process tree leads to them any
/// more.</summary>
/// <remarks>They are recognised by a mark in their environment, which Linux shows in /proc. On other systems nothing is done: a child that
/// outlives its oracle stays, unless it was killed together with the oracle. <see cref="Adoption"/> finds a child that has cleared its
/// environment.</remarks>
internal static class Descendants
{
    /// <summary>The environment variable that carries the mark.</summary>
    public const string MarkVariable = "BACKPROP_CHECK_ORACLE_RUN";

    private const int Rounds = 5;

    /// <summary>A new mark.</summary>
    public static string NewMark() => Guid.NewGuid().ToString("N");

    /// <summary>Kills every process that carries the mark.</summary>
    /// <param name="mark">The mark.</param>
    public static void Kill(string mark)
    {
        if (OperatingSystem.IsLinux())
        {
            byte[] entry = Encoding.ASCII.GetBytes($"{MarkVariable}={mark}");
            // A killed process may have just started another one.
            for (int round = 0; round < Rounds && KillWhere(IsMarked); round++)
            {
            }

            bool IsMarked(string folder) => File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(entry) >= 0;
        }
    }

    /// <summary>Kills processes; Linux only.</summary>
    /// <param name="condition">Selects a process by its folder in /proc.</param>
    /// <returns>Whether there was such a process.</returns>
    public static bool KillWhere(Func<string, bool> condition)
    {
        bool any = false;
        foreach (string folder in Folders())
        {
            ReadOnlySpan<char> name = Path.GetFileName(folder.AsSpan());
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && Meets(folder, condition))
            {
                any |= KillProcess(id);
            }
        }

        return any;
    }

    private static string[] Folders()
    {
        try
        {
            return Directory.GetDirectories("/proc");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // There is no /proc here, or no file handle left to read it with; then nothing is found.
            return [];
        }
    }

    private static bool Meets(string folder, Func<string, bool> condition)
    {
        try
        {
            return condition(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The process has ended, or belongs to another user.
            return false;
        }
    }

    private static bool KillProcess(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }
}
