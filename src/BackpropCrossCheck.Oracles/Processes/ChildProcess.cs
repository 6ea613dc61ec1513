using System.ComponentModel;
using System.Diagnostics;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>A running program with its three streams; ended for good, whatever it started, when it is disposed of.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    // An interrupted run ends within a second, oracles that must be killed included.
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(0.3);

    // The programs that run. A tree is killed in two steps, stopped and then ended; this program must not end between them, nor while one
    // of these runs.
    private static readonly HashSet<ChildProcess> Running = [];

    private readonly Process _process;
    private readonly string _mark;
    private readonly int _id;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _draining;

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();

    private ChildProcess(Process process, string mark)
    {
        lock (Running)
        {
            Running.Add(this);
        }

        _process = process;
        _mark = mark;
        _id = process.Id;
        _draining = Errors.DrainAsync(process.StandardError.BaseStream, _closing.Token);
        Exited = WaitForEndAsync();
    }

    /// <summary>What the program reads.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>What the program writes.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The end of what it writes for people.</summary>
    public ErrorTail Errors { get; } = new();

    /// <summary>Completed when the program has ended and what it left running is ended too.</summary>
    public Task Exited { get; }

    /// <summary>Starts a program.</summary>
    /// <param name="file">The file to start.</param>
    /// <param name="arguments">Its arguments; no shell reads them.</param>
    /// <param name="variables">Environment variables that it gets where the environment does not have them.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    /// <exception cref="IOException">Too few files are left to be opened.</exception>
    public static ChildProcess Start(string file, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> variables)
    {
        string mark = Descendants.NewMark();
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in variables)
        {
            start.Environment.TryAdd(name, value);
        }

        start.Environment[Descendants.MarkVariable] = mark;
        Process process = Adoption.Start(
            () => Process.Start(start) is { } started
                ? (started, started.Id)
                : throw new InvalidOperationException("No process was started."));
        return new ChildProcess(process, mark);
    }

    /// <summary>Waits a while for the end.</summary>
    /// <param name="patience">How long.</param>
    /// <param name="cancellationToken">Waits no longer.</param>
    /// <returns>Whether it has ended.</returns>
    public async Task<bool> HasExitedWithinAsync(TimeSpan patience, CancellationToken cancellationToken = default)
    {
        bool exited = await Task.WhenAny(Exited, Task.Delay(patience, cancellationToken)) == Exited;
        cancellationToken.ThrowIfCancellationRequested();
        return exited;
    }

    /// <summary>Whether it has ended, and not with exit code 0.</summary>
    public bool HasFailed => _process.HasExited && _process.ExitCode != 0;

    /// <summary>How it ended; null while it runs.</summary>
    public string? DescribeExit()
    {
        if (!_process.HasExited)
        {
            return null;
        }

        int code = _process.ExitCode;
        return code > 128 && !OperatingSystem.IsWindows() ? $"exit code {code} (signal {code - 128})" : $"exit code {code}";
    }

    /// <summary>Tells it that nothing more is asked.</summary>
    public void CloseInput()
    {
        try
        {
            Input.Dispose();
        }
        catch (IOException)
        {
            // It had closed its end before.
        }
    }

    /// <summary>Ends it and everything that it started.</summary>
    public void Kill()
    {
        lock (Running)
        {
            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (Exception fault) when (
                fault is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
            {
                // It has ended already, or something of its tree has while it was being ended.
            }
        }
    }

    /// <summary>Closes its input, waits for 0.3 seconds, then kills it.</summary>
    public async Task EndAsync()
    {
        CloseInput();
        if (!await HasExitedWithinAsync(ExitPatience))
        {
            Kill();
            await HasExitedWithinAsync(ExitPatience);
        }
    }

    /// <summary>Ends it and lets go of its streams; nobody may read them any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await Task.WhenAny(_draining, Task.Delay(ExitPatience));
        await _closing.CancelAsync();
        await _draining;
        _closing.Dispose();
        _process.Dispose();
    }

    private async Task WaitForEndAsync()
    {
        await _process.WaitForExitAsync();
        lock (Running)
        {
            Running.Remove(this);
        }

        Descendants.Kill(_mark);
        Adoption.End(_id);
        // Its last words are on their way.
        await Task.WhenAny(_draining, Task.Delay(TimeSpan.FromMilliseconds(500)));
    }

    private static void KillAll()
    {
        lock (Running)
        {
            foreach (ChildProcess child in Running)
            {
                child.Kill();
            }
        }
    }
}
