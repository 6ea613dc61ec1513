namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>Splits a stream of bytes into lines of limited length.</summary>
/// <param name="stream">The stream.</param>
/// <param name="limit">The current limit in bytes; queried whenever a line is longer than the buffer.</param>
internal sealed class LineReader(Stream stream, Func<long> limit)
{
    private const int FirstSize = 1 << 14;
    private const byte LineFeed = (byte)'\n';

    private byte[] _buffer = new byte[FirstSize];
    private int _begin;
    private int _scanned;
    private int _end;
    private long _received;

    /// <summary>How many bytes have arrived so far.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>The bytes after the last complete line.</summary>
    public ReadOnlyMemory<byte> Unfinished => _buffer.AsMemory(_begin, _end - _begin);

    /// <summary>The next line, without its line end.</summary>
    /// <returns>Valid until the next call. Null at the end of the stream; <see cref="Unfinished"/> may then hold bytes without a line
    /// end.</returns>
    /// <exception cref="InvalidDataException">The line is longer than the limit.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int length = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf(LineFeed);
            if (length >= 0)
            {
                int begin = _begin;
                int end = _scanned + length;
                _begin = _scanned = end + 1;
                return _buffer.AsMemory(begin, end - begin);
            }

            _scanned = _end;
            MakeRoom();
            int count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (count == 0)
            {
                return null;
            }

            Interlocked.Add(ref _received, count);
            _end += count;
        }
    }

    private void MakeRoom()
    {
        if (_end < _buffer.Length)
        {
            return;
        }

        int length = _end - _begin;
        byte[] target = _buffer;
        if (length > _buffer.Length / 2)
        {
            long allowed = limit();
            if (length >= allowed)
            {
                throw new InvalidDataException($"wrote a line of more than {allowed} bytes without an end");
            }

            target = new byte[(int)Math.Min(Array.MaxLength, 2L * _buffer.Length)];
        }

        _buffer.AsSpan(_begin, length).CopyTo(target);
        _buffer = target;
        _begin = 0;
        _scanned = _end = length;
    }
}
