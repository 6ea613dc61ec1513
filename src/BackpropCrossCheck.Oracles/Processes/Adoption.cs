using System.Globalization;
using System.Runtime.InteropServices;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>On Linux, makes this process adopt orphaned processes below it. So a process that an oracle left running can be found and
/// ended, even after it has left the oracle's process group and cleared its environment.</summary>
public static class Adoption
{
    private const int SetChildSubreaper = 36;
    private const int MostRounds = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Own = [];
    private static bool _isOn;

    /// <summary>Begins to adopt. Only for programs that start nothing but oracles: whatever this process has adopted is ended together with
    /// the last running oracle.</summary>
    /// <remarks>See prctl(2), PR_SET_CHILD_SUBREAPER. If the kernel does not support it, and on other systems, nothing is
    /// adopted.</remarks>
    public static void Begin() => _isOn = OperatingSystem.IsLinux() && ProcessControl(SetChildSubreaper, 1, 0, 0, 0) == 0;

    /// <summary>Starts one of our own processes, so that it does not count as an orphan.</summary>
    /// <param name="start">Starts it and returns its id.</param>
    /// <exception cref="IOException">Too few file handles are left.</exception>
    internal static T Start<T>(Func<(T Process, int Id)> start)
    {
        lock (Gate)
        {
            OpenFiles.Reserve();
            (T process, int id) = start();
            Own.Add(id);
            return process;
        }
    }

    /// <summary>Ends the orphans once the last of our own processes is gone. Until then, an orphan may belong to an oracle that still needs
    /// it.</summary>
    /// <param name="id">The process that has ended.</param>
    internal static void End(int id)
    {
        lock (Gate)
        {
            Own.Remove(id);
            // A killed process may have children that only then become orphans of this process, and it takes a moment to die.
            for (int round = 0; _isOn && Own.Count == 0 && round < MostRounds && Descendants.KillWhere(IsAdopted); round++)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>Whether a process is still running and is a child of this one.</summary>
    private static bool IsAdopted(string folder)
    {
        // "id (name) state parent …"; the name may contain anything, even a parenthesis.
        string stat = File.ReadAllText(Path.Combine(folder, "stat"));
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 3);
        return fields[0] is not ("Z" or "X") && int.Parse(fields[1], CultureInfo.InvariantCulture) == Environment.ProcessId;
    }

#pragma warning disable SYSLIB1054 // The generated alternative needs unsafe code, for a call that passes numbers only.
    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ProcessControl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);
#pragma warning restore SYSLIB1054
}
