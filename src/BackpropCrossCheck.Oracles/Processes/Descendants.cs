using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>Ends what a process has left behind when it is gone itself: from then on its children are nobody's, and no tree leads to them.</summary>
/// <remarks>They are known by a mark in their environment, which Linux shows under /proc. Elsewhere nothing is done: a child that outlives its oracle
/// stays, unless the oracle was killed together with it.</remarks>
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
            // What is killed may just have started something.
            for (int round = 0; round < Rounds && KillOnce(entry); round++)
            {
            }
        }
    }

    private static bool KillOnce(byte[] entry)
    {
        bool any = false;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && Carries(folder, entry))
            {
                any |= KillProcess(id);
            }
        }

        return any;
    }

    private static bool Carries(string folder, byte[] entry)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(entry) >= 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is somebody else's.
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
