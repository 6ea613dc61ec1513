using System.Runtime.InteropServices;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli.Files;

/// <summary>A file that is being written. It gets a temporary name next to its target, and is moved there once all of it is on the disk. No
/// part is left behind however the program ends, unless it is killed; the next program that writes the same file removes what a killed one
/// left.</summary>
/// <remarks>Two programs may write the same file at once, even on two machines. Each has a part of its own and keeps it locked, so an
/// unlocked part belongs to nobody.</remarks>
internal sealed class PartFile : IDisposable
{
    private const string Ending = ".part";
    private const int Attempts = 10;
    private const int KilledBy = 128;

    /// <summary>The sharing mode that locks a file. Windows can move and delete a locked file only if it is shared for deletion; on other
    /// systems, any sharing means no lock.</summary>
    private static readonly FileShare Alone = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    private static readonly (PosixSignal Signal, int Number)[] Signals =
        [(PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3), (PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1)];

    /// <summary>Held while a part is created, moved or deleted, and never released once the program is ending.</summary>
    private static readonly Lock Gate = new();

    private static readonly HashSet<PartFile> Open = [];

    private readonly string _target;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private string? _part;

    private PartFile(string target)
    {
        _target = target;
        foreach ((PosixSignal signal, int number) in Signals)
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context => Leave(context, number)));
        }
    }

    /// <summary>Makes sure that parts are removed when the program ends. Call it first of all: a handler added while the program is ending
    /// no longer runs, and a part created then would stay.</summary>
    public static void HeedEnd() => AppDomain.CurrentDomain.ProcessExit += RemoveAll;

    /// <summary>Writes a file whose folder exists.</summary>
    /// <param name="target">An absolute path without links.</param>
    /// <param name="write">Writes the text.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing the file is not allowed.</exception>
    public static void Write(string target, Action<Stream> write)
    {
        RemoveLeftOvers(target);
        using var part = new PartFile(target);
        using FileStream file = part.Create();
        write(file);
        file.Flush(flushToDisk: true);
        part.Move();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        lock (Gate)
        {
            DeletePart();
            Open.Remove(this);
        }
    }

    private FileStream Create()
    {
        for (int attempt = 1; ; attempt++)
        {
            lock (Gate)
            {
                Open.Add(this);
                _part = $"{_target}.{Guid.NewGuid():N}{Ending}";
                try
                {
                    var file = new FileStream(_part, FileMode.CreateNew, FileAccess.Write, Alone);
                    if (File.Exists(_part))
                    {
                        KeepRights(_part);
                        return file;
                    }

                    file.Dispose();
                }
                catch (IOException) when (attempt < Attempts && File.Exists(_part))
                {
                    // Another program removed it as left over, after it was created and before it was locked.
                }
            }

            if (attempt >= Attempts)
            {
                throw new IOException("other programs keep deleting the temporary file beside it.");
            }
        }
    }

    private void Move()
    {
        lock (Gate)
        {
            File.Move(_part!, _target, overwrite: true);
            _part = null;
        }
    }

    // Those who could not read the old file must not be able to read the new one.
    private void KeepRights(string part)
    {
        if (!OperatingSystem.IsWindows()
            && File.Exists(_target)
            && File.GetUnixFileMode(_target) is var mode
            && mode != File.GetUnixFileMode(part))
        {
            File.SetUnixFileMode(part, mode);
        }
    }

    private void Leave(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        CommandLine.Leave($"backprop-check: interrupted; {PrintableText.Of(_target)} was not written", KilledBy + number);
    }

    // The program is ending. The gate stays locked, so nothing is created or moved any more.
    private static void RemoveAll(object? sender, EventArgs arguments)
    {
        Gate.Enter();
        foreach (PartFile part in Open)
        {
            part.DeletePart();
        }
    }

    private void DeletePart()
    {
        if (_part is not null)
        {
            File.Delete(_part);
            _part = null;
        }
    }

    private static void RemoveLeftOvers(string target)
    {
        string name = Path.GetFileName(target);
        string[] parts =
        [
            .. Directory.EnumerateFiles(Path.GetDirectoryName(target)!, "*" + Ending)
                .Where(path => IsPart(Path.GetFileName(path), name)),
        ];
        foreach (string path in parts)
        {
            try
            {
                using var locked = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, Alone);
                File.Delete(path);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Someone is still writing it, or it belongs to someone else, so it stays.
            }
        }
    }

    private static bool IsPart(string path, string name)
        => path.StartsWith(name + ".", StringComparison.Ordinal)
            && path.EndsWith(Ending, StringComparison.Ordinal)
            && Guid.TryParseExact(path.AsSpan(name.Length + 1, Math.Max(0, path.Length - name.Length - 1 - Ending.Length)), "N", out _);
}
