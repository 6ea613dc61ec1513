using System.ComponentModel;
using System.Diagnostics;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>A running program with its three streams. Disposing of it ends the program and everything that it started.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    // An interrupted run ends within a second, even if oracles must be killed.
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(0.3);

    // The running programs. A process tree is killed in two steps: it is stopped, then ended. This program must not end in between, nor
    // while one of these is still running.
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

    /// <summary>The program's standard input.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>The program's standard output.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The last lines of its standard error.</summary>
    public ErrorTail Errors { get; } = new();

    /// <summary>Completed once the program has ended and everything that it left running has been ended too.</summary>
    public Task Exited { get; }

    /// <summary>Starts a program.</summary>
    /// <param name="file">The file to start.</param>
    /// <param name="command">The command that it is started for. No shell interprets its arguments.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    /// <exception cref="IOException">Too few file handles are left.</exception>
    public static ChildProcess Start(string file, OracleCommand command)
    {
        string mark = Descendants.NewMark();
        var start = new ProcessStartInfo(file, command.Arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = command.WorkingFolder ?? string.Empty,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in command.Variables)
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

    /// <summary>Waits for the program to end.</summary>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether it has ended.</returns>
    public async Task<bool> HasExitedWithinAsync(TimeSpan patience, CancellationToken cancellationToken = default)
    {
        bool exited = await Task.WhenAny(Exited, Task.Delay(patience, cancellationToken)) == Exited;
        cancellationToken.ThrowIfCancellationRequested();
        return exited;
    }

    /// <summary>Whether it has ended with an exit code other than 0.</summary>
    public bool HasFailed => _process.HasExited && _process.ExitCode != 0;

    /// <summary>How it ended; null while it is running.</summary>
    public string? DescribeExit()
    {
        if (!_process.HasExited)
        {
            return null;
        }

        int code = _process.ExitCode;
        return code > 128 && !OperatingSystem.IsWindows() ? $"exit code {code} (signal {code - 128})" : $"exit code {code}";
    }

    /// <summary>Closes its input, which tells it that no more questions will come.</summary>
    public void CloseInput()
    {
        try
        {
            Input.Dispose();
        }
        catch (IOException)
        {
            // The program had already closed its end.
        }
    }

    /// <summary>Ends the program and everything that it started.</summary>
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
                // The program, or another process of its tree, ended in the meantime.
            }
        }
    }

    /// <summary>Closes its input, waits 0.3 seconds, then kills it.</summary>
    public async Task EndAsync()
    {
        CloseInput();
        if (!await HasExitedWithinAsync(ExitPatience))
        {
            Kill();
            await HasExitedWithinAsync(ExitPatience);
        }
    }

    /// <summary>Ends it and releases its streams, which must not be read any more.</summary>
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
        // Its last words may still be on their way.
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
