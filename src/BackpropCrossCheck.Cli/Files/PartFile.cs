using System.Runtime.InteropServices;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli.Files;

/// <summary>A file while it is written: it stands beside its place under another name, and is moved there when all of it is on the disk.
/// However the program ends, short of being killed, no part is left. A part that a killed program left is removed by the next one that
/// writes the same file.</summary>
/// <remarks>Two programs, on two machines perhaps, may write the same file at once. Each has a part of its own, and holds it locked: what
/// is not locked is nobody's.</remarks>
internal sealed class PartFile : IDisposable
{
    private const string Ending = ".part";
    private const int Attempts = 10;
    private const int KilledBy = 128;

    /// <summary>What locks a file. Windows moves and deletes one that is locked only where that is shared; elsewhere whatever is shared
    /// does not lock.</summary>
    private static readonly FileShare Alone = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    private static readonly (PosixSignal Signal, int Number)[] Signals =
        [(PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3), (PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1)];

    /// <summary>Held while a part is made, moved or deleted, and for ever once the program is ending.</summary>
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

    /// <summary>Has parts removed when the program ends. It is called before anything else: a handler that is added while the program is
    /// ending is not called any more, and a part made then would stay.</summary>
    public static void HeedEnd() => AppDomain.CurrentDomain.ProcessExit += RemoveAll;

    /// <summary>Writes a file whose folder is there.</summary>
    /// <param name="target">An absolute path without links.</param>
    /// <param name="write">Writes the text.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
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
                    // Another program took it for left over, between its making and its locking.
                }
            }

            if (attempt >= Attempts)
            {
                throw new IOException("other programs remove what is written beside it.");
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

    // Whoever may not read the old file may not read the new one.
    private void KeepRights(string part)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(_target) && File.GetUnixFileMode(_target) is var mode && mode != File.GetUnixFileMode(part))
        {
            File.SetUnixFileMode(part, mode);
        }
    }

    private void Leave(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        CommandLine.Leave($"backprop-check: interrupted; {PrintableText.Of(_target)} was not written", KilledBy + number);
    }

    // The program is ending: the gate is not opened again, so that nothing is created or moved from here on.
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
        foreach (
            string path in Directory.EnumerateFiles(Path.GetDirectoryName(target)!, "*" + Ending)
                .Where(path => IsPart(Path.GetFileName(path), name)).ToArray())
        {
            try
            {
                using var locked = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, Alone);
                File.Delete(path);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Somebody is writing it, or it is somebody else's: it stays.
            }
        }
    }

    private static bool IsPart(string path, string name)
        => path.StartsWith(name + ".", StringComparison.Ordinal)
            && path.EndsWith(Ending, StringComparison.Ordinal)
            && Guid.TryParseExact(path.AsSpan(name.Length + 1, Math.Max(0, path.Length - name.Length - 1 - Ending.Length)), "N", out _);
}
