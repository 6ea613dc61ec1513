using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>An oracle that is a separate program. It is started, asked, and restarted a limited number of times if it fails.</summary>
[SuppressMessage(
    "Usage",
    "CA2213:Disposable fields should be disposed",
    Justification = "A SemaphoreSlim without wait handle holds nothing, and code that still waits for it must not find it disposed.")]
public sealed class OracleProcess : IOracle
{
    /// <summary>How many questions the process gets at once; the others wait here.</summary>
    public const int MostQuestionsInFlight = 8;

    /// <summary>How many times the process is restarted after a crash or a timeout.</summary>
    public const int MostRestarts = 3;

    private readonly OracleCommand _command;
    private readonly OracleOptions _options;
    private readonly SemaphoreSlim _steps = new(MostQuestionsInFlight, MostQuestionsInFlight);
    private readonly SemaphoreSlim _alone = new(1, 1);
    private readonly SemaphoreSlim _starting = new(1, 1);
    private volatile OracleConnection? _connection;
    private volatile OracleStatus? _status;
    private volatile string? _givenUp;
    private volatile string? _fault;
    private volatile bool _disposed;

    /// <summary>Creates an oracle without starting it.</summary>
    /// <param name="command">The program.</param>
    /// <param name="options">How long to wait for it.</param>
    public OracleProcess(OracleCommand command, OracleOptions options)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(options);
        _command = command;
        _options = options;
    }

    /// <inheritdoc/>
    public string Name => _command.Name;

    /// <summary>How many times the process has been restarted so far.</summary>
    public int Restarts { get; private set; }

    /// <summary>Whether it is no longer asked, because it failed too often or does not work at all.</summary>
    public bool IsGivenUp => _givenUp is not null || _status is OracleStatus.Unavailable or OracleStatus.Failed;

    /// <inheritdoc/>
    public string? Fault
        => _fault ?? (_status is OracleStatus.Available && _connection is { WasGivenUp: false } connection ? connection.Loss : null);

    /// <inheritdoc/>
    public async Task<OracleStatus> StartAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _starting.WaitAsync(cancellationToken);
        try
        {
            return _status ??= await OpenAsync(cancellationToken);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<OracleAnswer> AskAsync(OracleQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (Refusal(await StartAsync(cancellationToken), question) is { } refusal)
        {
            return refusal;
        }

        return await AskOnceAsync(question, cancellationToken) ?? await AskAloneAsync(question, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        // TensorFlow on a busy machine has taken more than ten seconds to end. That is no fault.
        if (_connection is { Loss: null } connection
            && await connection.CloseAsync(_options.AnswerTimeout, cancellationToken) is { } fault)
        {
            _fault ??= fault;
        }
    }

    /// <summary>Closes the input of the process, waits 0.3 seconds, then kills it and everything that it started. Questions in progress
    /// fail.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await _starting.WaitAsync();
        try
        {
            if (_connection is { } connection)
            {
                _connection = null;
                await connection.DisposeAsync();
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    private static OracleAnswer? Refusal(OracleStatus status, OracleQuestion question) => status switch
    {
        OracleStatus.Unavailable(string reason) => new OracleAnswer.Unavailable(reason),
        OracleStatus.Failed(string reason) => new OracleAnswer.Failed(reason),
        OracleStatus.Available offer => NotOffered(offer, question),
        _ => null,
    };

    private static OracleAnswer.Unavailable? NotOffered(OracleStatus.Available offer, OracleQuestion question)
    {
        if (!offer.Formats.Contains(question.Format))
        {
            string offered = string.Join(" and ", offer.Formats.Select(ContractWords.Of));
            return new OracleAnswer.Unavailable($"{offer.Name} calculates in {offered} only, not in {ContractWords.Of(question.Format)}.");
        }

        return question.Layers.FirstOrDefault(layer => !offer.Activations.Contains(layer.Activation)) is { } missing
            ? new OracleAnswer.Unavailable($"{offer.Name} does not offer the activation {missing.Activation}.")
            : offer.Offers(question.LossKind) ? null
            : new OracleAnswer.Unavailable($"{offer.Name} does not offer the loss {question.LossKind}.");
    }

    private async Task<OracleAnswer?> AskOnceAsync(OracleQuestion question, CancellationToken cancellationToken)
    {
        await _steps.WaitAsync(cancellationToken);
        try
        {
            return await AskConnectedAsync(question, cancellationToken);
        }
        finally
        {
            _steps.Release();
        }
    }

    /// <summary>Asks a question again that was in progress when the process was lost, this time alone. If the process is lost again, this
    /// question is the cause.</summary>
    private async Task<OracleAnswer> AskAloneAsync(OracleQuestion question, CancellationToken cancellationToken)
    {
        int taken = 0;
        await _alone.WaitAsync(cancellationToken);
        try
        {
            for (; taken < MostQuestionsInFlight; taken++)
            {
                await _steps.WaitAsync(cancellationToken);
            }

            OracleAnswer? answer;
            do
            {
                answer = await AskConnectedAsync(question, cancellationToken);
            }
            while (answer is null);
            return answer;
        }
        finally
        {
            if (taken > 0)
            {
                _steps.Release(taken);
            }

            _alone.Release();
        }
    }

    private async Task<OracleAnswer?> AskConnectedAsync(OracleQuestion question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await ConnectAsync(cancellationToken) is { } connection
            ? await connection.AskAsync(question, cancellationToken)
            : new OracleAnswer.Failed(_givenUp ?? "it was closed.");
    }

    private async Task<OracleConnection?> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_connection is { Loss: null } standing)
        {
            return standing;
        }

        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_connection is { Loss: { } loss } lost && _givenUp is null)
            {
                await RestartAsync(lost, loss, cancellationToken);
            }

            return _givenUp is null && !_disposed ? _connection : null;
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task RestartAsync(OracleConnection lost, string loss, CancellationToken cancellationToken)
    {
        await lost.DisposeAsync();
        if (!lost.WasGivenUp)
        {
            _fault ??= loss;
            if (Restarts == MostRestarts)
            {
                _givenUp = $"it is not asked any more: it was started again {Restarts} times, and the last time it {loss}.";
                return;
            }

            Restarts++;
        }

        switch (await OpenAsync(cancellationToken))
        {
            case OracleStatus.Failed(string reason):
                _givenUp = $"it is not asked any more: it {loss}, and when it was started again: {reason}";
                break;
            case OracleStatus.Unavailable(string reason):
                _givenUp = $"it is not asked any more: it {loss}, and when it was started again it was unavailable: {reason}";
                break;
            default:
                break;
        }
    }

    private async Task<OracleStatus> OpenAsync(CancellationToken cancellationToken)
    {
        if (ProgramPath.Find(_command.Program) is not { } file)
        {
            return new OracleStatus.Unavailable($"\"{_command.Program}\" was not found on the PATH: {_command.Remedy}");
        }

        try
        {
            _connection = await OracleConnection.OpenAsync(file, _command, _options, cancellationToken);
            return _connection.Status;
        }
        catch (IOException fault)
        {
            return new OracleStatus.Failed($"it was not started: {fault.Message}.");
        }
        catch (Win32Exception fault)
        {
            return new OracleStatus.Unavailable($"\"{_command.Program}\" cannot be started ({fault.Message}): {_command.Remedy}");
        }
    }
}
