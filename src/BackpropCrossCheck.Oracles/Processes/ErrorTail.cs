using System.Text;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>Drains a standard error stream and keeps its end. Memory is bounded however much arrives.</summary>
internal sealed class ErrorTail
{
    private const int KeptBytes = 4096;
    private const int KeptLines = 5;
    private const int KeptLineLength = 300;

    private readonly Lock _gate = new();
    private readonly byte[] _ring = new byte[KeptBytes];
    private long _count;

    /// <summary>Reads the stream to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task DrainAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] chunk = new byte[KeptBytes];
        try
        {
            for (int count; (count = await stream.ReadAsync(chunk, cancellationToken)) > 0;)
            {
                Add(chunk.AsSpan(0, count));
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The process is gone or is being closed. What was read so far is kept.
        }
    }

    /// <summary>The last lines, to be appended to a reason; empty if nothing was written.</summary>
    public override string ToString()
    {
        string[] lines = Text().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0
            ? ""
            : $" Its last words on standard error: {string.Join(" / ", lines.TakeLast(KeptLines).Select(Shortened))}";
    }

    private static string Shortened(string line)
    {
        string text = string.Concat(line.Where(c => !char.IsControl(c)));
        return text.Length > KeptLineLength ? text[..KeptLineLength] + "…" : text;
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            foreach (byte b in bytes)
            {
                _ring[_count++ % KeptBytes] = b;
            }
        }
    }

    private string Text()
    {
        lock (_gate)
        {
            int begin = (int)(_count % KeptBytes);
            return _count <= KeptBytes
                ? Encoding.UTF8.GetString(_ring, 0, (int)_count)
                : Encoding.UTF8.GetString([.. _ring[begin..], .. _ring[..begin]]);
        }
    }
}
