using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Checking;

/// <summary>Reads the small files of a run a little before they are checked, so that whoever checks them does not wait for the disk. Larger
/// files, and those that cannot be read, are left to them.</summary>
internal sealed class ReadAhead : IDisposable
{
    /// <summary>Fewer files are not worth a thread.</summary>
    private const int FewestFiles = 64;

    /// <summary>How many files are read ahead at most.</summary>
    private const int Most = 64;

    /// <summary>The reader goes on when so few are left; it would otherwise wake for every single file.</summary>
    private const int Few = Most / 2;

    private readonly object _lock = new();
    private readonly IReadOnlyList<string> _files;
    private readonly Dictionary<int, byte[]> _read = [];
    private readonly Thread _reader;
    private int _next;
    private int _reading = -1;
    private bool _isOver;

    private ReadAhead(IReadOnlyList<string> files)
    {
        _files = files;
        _reader = new Thread(Read) { IsBackground = true, Name = "Reading ahead" };
    }

    /// <summary>Begins to read; null if there are only few files.</summary>
    /// <param name="files">The files, in the order in which they are checked.</param>
    public static ReadAhead? Begin(IReadOnlyList<string> files)
    {
        if (files.Count < FewestFiles)
        {
            return null;
        }

        var ahead = new ReadAhead(files);
        ahead._reader.Start();
        return ahead;
    }

    /// <summary>The bytes of a file; null if the caller has to read it.</summary>
    /// <param name="index">Its index. Each is asked for once.</param>
    public byte[]? Take(int index)
    {
        lock (_lock)
        {
            // A file that nobody has begun to read is the caller's, and the reader goes on behind it.
            _next = Math.Max(_next, index + 1);
            while (_reading == index)
            {
                Monitor.Wait(_lock);
            }

            if (_read.Remove(index, out byte[]? bytes) && _read.Count == Few)
            {
                Monitor.PulseAll(_lock);
            }

            return bytes;
        }
    }

    /// <summary>Ends reading.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            Monitor.PulseAll(_lock);
        }

        _reader.Join();
    }

    private void Read()
    {
        while (NextFile() is { } index)
        {
            byte[]? bytes = InputFile.ReadSmall(_files[index]);
            lock (_lock)
            {
                if (bytes is not null)
                {
                    _read.Add(index, bytes);
                }

                _reading = -1;
                Monitor.PulseAll(_lock);
            }
        }
    }

    private int? NextFile()
    {
        lock (_lock)
        {
            if (_read.Count >= Most)
            {
                while (_read.Count > Few && !_isOver)
                {
                    Monitor.Wait(_lock);
                }
            }

            return _isOver || _next >= _files.Count ? null : _reading = _next++;
        }
    }
}
