using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using BackpropCrossCheck.Oracles.Messages;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>The conversation with one process, from its greeting to its end. A lost connection stays lost.</summary>
[SuppressMessage(
    "Usage",
    "CA2213:Disposable fields should be disposed",
    Justification = "A SemaphoreSlim without wait handle holds nothing, and code that still waits for it must not find it disposed.")]
internal sealed class OracleConnection : IAsyncDisposable
{
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, PendingQuestion> _pending = [];
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly ChildProcess _child;
    private readonly LineReader _lines;
    private readonly OracleOptions _options;
    private Task _reading = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;
    private Task? _disposal;
    private long _lastId;
    private long _lastAnswer;
    private volatile string? _loss;
    private volatile string? _strayLine;

    private OracleConnection(ChildProcess child, OracleOptions options)
    {
        _child = child;
        _options = options;
        _lines = new LineReader(child.Output, LineLength);
    }

    /// <summary>What the oracle reported about itself.</summary>
    public OracleStatus Status { get; private set; } = new OracleStatus.Failed("it was not started.");

    /// <summary>Why no more questions can be asked; null while the connection is up.</summary>
    public string? Loss => _loss;

    /// <summary>Whether the connection was ended on purpose, by cancelling or closing, and not by a fault of the oracle.</summary>
    public bool WasGivenUp { get; private set; }

    /// <summary>Starts a process and reads its greeting.</summary>
    /// <param name="file">The file to start.</param>
    /// <param name="command">The command that it was started for.</param>
    /// <param name="options">How long to wait.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    /// <returns>A connection. Unless its status is Available, no process is running any more.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static async Task<OracleConnection> OpenAsync(
        string file, OracleCommand command, OracleOptions options, CancellationToken cancellationToken)
    {
        var connection = new OracleConnection(ChildProcess.Start(file, command), options);
        bool open = false;
        try
        {
            connection.Status = await connection.GreetAsync(command, cancellationToken);
            open = connection.Status is OracleStatus.Available;
        }
        finally
        {
            if (!open)
            {
                connection.Lose("gave no greeting");
                await connection.DisposeAsync();
            }
        }

        connection._reading = connection.ReadAnswersAsync();
        connection._watching = connection.WatchExitAsync();
        return connection;
    }

    /// <summary>Asks a question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Abandons the question and kills the process: there is no other way to stop a calculation.</param>
    /// <returns>The answer; null if the connection was lost and this question is not to blame.</returns>
    public async Task<OracleAnswer?> AskAsync(OracleQuestion question, CancellationToken cancellationToken)
    {
        // A question that cannot be written is the caller's mistake. It must show before anyone waits for the answer.
        long id = Interlocked.Increment(ref _lastId);
        ReadOnlyMemory<byte> request = QuestionWriter.Write(id, question);
        if (Register(id, question) is not { } pending)
        {
            return null;
        }

        Task sending = SendAsync(pending, request);
        try
        {
            while (true)
            {
                TimeSpan remaining = pending.Remaining(
                    Interlocked.Read(ref _lastAnswer), _options.AnswerTimeout, OracleProcess.MostQuestionsInFlight);
                if (remaining <= TimeSpan.Zero)
                {
                    TimeOut();
                    return await pending.Answer;
                }

                if (await IsAnsweredWithinAsync(pending, remaining, cancellationToken))
                {
                    return await pending.Answer;
                }
            }
        }
        catch (OperationCanceledException)
        {
            Lose("was given up", givenUp: true);
            throw;
        }
        finally
        {
            await sending;
        }
    }

    /// <summary>Closes the input of the process and waits for its end. No more questions can be asked.</summary>
    /// <param name="patience">How long to wait before killing it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What it did wrong; null if it ended properly.</returns>
    public async Task<string?> CloseAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Lose("was closed", givenUp: true, kill: false);
        _child.CloseInput();
        if (!await _child.HasExitedWithinAsync(patience, cancellationToken))
        {
            _child.Kill();
            return $"did not end within {DurationText.Of(patience)} of the end of its input";
        }

        // What it wrote before its end still has to be read.
        await _reading;
        return _strayLine ?? (!_lines.Unfinished.IsEmpty ? "wrote a line that is no answer and has no end: "
            + $"{MessageText.Beginning(_lines.Unfinished.Span)}"
            : _child.HasFailed ? $"ended with {_child.DescribeExit()} after the end of its input; 0 is expected"
            : null);
    }

    /// <summary>Ends the process: closes its input, and kills it if it does not end by itself within 0.3 seconds.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposal ??= DisposeOnceAsync();
        }

        return new ValueTask(_disposal);
    }

    private async Task DisposeOnceAsync()
    {
        Lose("was closed", givenUp: true, kill: false);
        await _child.EndAsync();
        await _closing.CancelAsync();
        await _reading;
        await _watching;
        await _child.DisposeAsync();
        _closing.Dispose();
    }

    private static async Task<bool> IsAnsweredWithinAsync(PendingQuestion pending, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await pending.Answer.WaitAsync(patience, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<OracleStatus> GreetAsync(OracleCommand command, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_options.StartTimeout);
        try
        {
            ReadOnlyMemory<byte>? line = await _lines.ReadAsync(patience.Token);
            return line is { } greeting ? GreetingReader.Read(greeting.Span) switch
            {
                OracleStatus.Failed failed => failed with { Reason = failed.Reason + _child.Errors },
                OracleStatus status => status,
            }
            : new OracleStatus.Failed(
                $"it {await DescribeEndAsync()} before its greeting."
                    + $"{(command.RemedyForNoGreeting is { } remedy ? $" {remedy}" : "")}{_child.Errors}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new OracleStatus.Failed($"it gave no greeting within {DurationText.Of(_options.StartTimeout)}.{_child.Errors}");
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            return new OracleStatus.Failed($"it {fault.Message}, in place of a greeting: {MessageText.Beginning(_lines.Unfinished.Span)}");
        }
    }

    private PendingQuestion? Register(long id, OracleQuestion question)
    {
        lock (_gate)
        {
            if (_loss is not null)
            {
                return null;
            }

            var pending = new PendingQuestion(id, question);
            _pending.Add(id, pending);
            return pending;
        }
    }

    private async Task SendAsync(PendingQuestion pending, ReadOnlyMemory<byte> request)
    {
        await _writing.WaitAsync();
        try
        {
            pending.MarkAsked();
            await _child.Input.WriteAsync(request, _closing.Token);
            await _child.Input.FlushAsync(_closing.Token);
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Usually the process has ended, and the reader of its output knows better why.
            await Task.WhenAny(_reading, Task.Delay(2 * ExitPatience));
            Lose("closed its input while there was a question for it");
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAnswersAsync()
    {
        string? fault = null;
        try
        {
            while (fault is null)
            {
                if (await _lines.ReadAsync(_closing.Token) is { } line)
                {
                    fault = _strayLine = Take(line.Span);
                }
                else
                {
                    fault = await DescribeEndAsync();
                }
            }
        }
        catch (InvalidDataException overlong)
        {
            fault = $"{overlong.Message}; it begins with {MessageText.Beginning(_lines.Unfinished.Span)}";
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
        {
            fault = await DescribeEndAsync();
        }
#pragma warning disable CA1031 // The boundary to an oracle: an unexpected exception in one of its lines is its failure, not the run's.
        catch (Exception unforeseen)
#pragma warning restore CA1031
        {
            fault = $"wrote something that cannot be read ({unforeseen.GetType().Name}: {unforeseen.Message}); "
                + "please report this with the line";
        }
        finally
        {
            // Whatever happens here, no one must wait for an answer that will never be read.
            Lose(fault ?? "could not be read");
        }
    }

    private string? Take(ReadOnlySpan<byte> line)
    {
        if (line.Trim(" \t\r"u8).IsEmpty)
        {
            return null;
        }

        if (AnswerReader.ReadId(line) is not { } id)
        {
            return $"wrote a line that is no answer (no \"id\" can be read in it): {MessageText.Beginning(line)}";
        }

        PendingQuestion? pending;
        lock (_gate)
        {
            if (!_pending.TryGetValue(id, out pending) || !pending.IsAsked)
            {
                return id > 0 && id <= Interlocked.Read(ref _lastId)
                    ? $"answered question {id} a second time"
                    : $"answered a question that it was not asked, with \"id\" {id}";
            }

            _pending.Remove(id);
        }

        OracleAnswer answer = AnswerReader.Read(line, pending.Question.Layout);
        Interlocked.Exchange(ref _lastAnswer, Stopwatch.GetTimestamp());
        pending.Complete(answer);
        return null;
    }

    // Only the oldest question is blamed: an oracle that works in turn is stuck on it or crashed on it. The others are asked again, one at
    // a time, so that the culprit shows even in an oracle that does not work in turn.
    private void TimeOut()
    {
        string silence = $"gave no answer within {DurationText.Of(_options.AnswerTimeout)}";
        if (Abandon(silence, givenUp: false) is not { } lost)
        {
            return;
        }

        PendingQuestion? oldest = Array.Find(lost, pending => pending.IsAsked);
        _child.Kill();
        foreach (PendingQuestion pending in lost)
        {
            pending.Complete(pending == oldest ? new OracleAnswer.Failed($"it {silence} and was ended.{_child.Errors}") : null);
        }
    }

    private void Lose(string reason, bool givenUp = false, bool kill = true)
    {
        if (Abandon(reason, givenUp) is not { } lost)
        {
            return;
        }

        if (kill)
        {
            _child.Kill();
        }

        PendingQuestion? oldest = givenUp ? null : Array.Find(lost, pending => pending.IsAsked);
        foreach (PendingQuestion pending in lost)
        {
            pending.Complete(pending == oldest ? new OracleAnswer.Failed($"it {reason} before it answered.{_child.Errors}") : null);
        }
    }

    /// <summary>Marks the connection as lost and returns the questions in progress, oldest first; null if it was already lost.</summary>
    private PendingQuestion[]? Abandon(string reason, bool givenUp)
    {
        lock (_gate)
        {
            if (_loss is not null)
            {
                return null;
            }

            WasGivenUp = givenUp;
            _loss = reason;
            PendingQuestion[] lost = [.. _pending.Values];
            _pending.Clear();
            return lost;
        }
    }

    private async Task<string> DescribeEndAsync()
    {
        bool exited = await _child.HasExitedWithinAsync(ExitPatience);
        string middle = _lines.Unfinished.IsEmpty ? "" : $" in the middle of a line ({MessageText.Beginning(_lines.Unfinished.Span)})";
        return exited && _child.DescribeExit() is { } exit ? $"ended with {exit}{middle}" : $"closed its output{middle}";
    }

    // A child of the process may keep its output open after the process has ended. The output then never ends.
    private async Task WatchExitAsync()
    {
        await Task.WhenAny(_child.Exited, Task.Delay(Timeout.Infinite, _closing.Token));
        long before = -1;
        while (_lines.Received != before && !_reading.IsCompleted)
        {
            before = _lines.Received;
            await Task.WhenAny(_reading, Task.Delay(ExitPatience));
        }

        await _closing.CancelAsync();
    }

    private long LineLength()
    {
        lock (_gate)
        {
            return _pending.Values.Select(pending => LineLimit.Of(pending.Question.Layout)).Append(LineLimit.Floor).Max();
        }
    }
}
