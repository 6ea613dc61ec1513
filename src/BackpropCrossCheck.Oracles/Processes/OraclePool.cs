using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>Several processes of one oracle that act as one. A question goes to the process with the fewest questions.</summary>
public sealed class OraclePool : IOracle
{
    private readonly Lock _gate = new();
    private readonly OracleProcess[] _processes;
    private readonly int[] _loads;

    /// <summary>Creates a pool without starting it.</summary>
    /// <param name="command">The program.</param>
    /// <param name="options">How long to wait for it, and how many processes to use.</param>
    public OraclePool(OracleCommand command, OracleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _processes = [.. Enumerable.Range(0, options.Processes).Select(_ => new OracleProcess(command, options))];
        _loads = new int[_processes.Length];
    }

    /// <inheritdoc/>
    public string Name => _processes[0].Name;

    /// <summary>How many times a process has been restarted so far.</summary>
    public int Restarts => _processes.Sum(process => process.Restarts);

    /// <inheritdoc/>
    public string? Remark => Restarts switch
    {
        0 => null,
        1 => "its process was started again once, after a crash or a timeout",
        _ => FormattableString.Invariant($"its processes were started again {Restarts} times, after crashes or timeouts"),
    };

    /// <inheritdoc/>
    public string? Fault => _processes.Select(process => process.Fault).FirstOrDefault(fault => fault is not null);

    /// <summary>Starts all processes.</summary>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>The status of the first process, or of the first that does not work.</returns>
    public async Task<OracleStatus> StartAsync(CancellationToken cancellationToken)
    {
        OracleStatus[] statuses = await Task.WhenAll(_processes.Select(process => process.StartAsync(cancellationToken)));
        return statuses.FirstOrDefault(status => status is not OracleStatus.Available) ?? statuses[0];
    }

    /// <inheritdoc/>
    public Task<OracleAnswer> AskAsync(OracleQuestion question, CancellationToken cancellationToken)
        => AskOneAsync(process => process.AskAsync(question, cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<OracleAnswer>> AskInTurnAsync(IReadOnlyList<OracleQuestion> questions, CancellationToken cancellationToken)
        => AskOneAsync(process => ((IOracle)process).AskInTurnAsync(questions, cancellationToken));

    /// <inheritdoc/>
    public Task EndAsync(CancellationToken cancellationToken)
        => Task.WhenAll(_processes.Select(process => process.EndAsync(cancellationToken)));

    /// <summary>Ends all processes.</summary>
    public async ValueTask DisposeAsync()
        => await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));

    private async Task<T> AskOneAsync<T>(Func<OracleProcess, Task<T>> ask)
    {
        int index = Take();
        try
        {
            return await ask(_processes[index]);
        }
        finally
        {
            lock (_gate)
            {
                _loads[index]--;
            }
        }
    }

    // A process that was given up answers at once. Without this rule it would attract all questions.
    private int Take()
    {
        lock (_gate)
        {
            int best = 0;
            for (int i = 1; i < _processes.Length; i++)
            {
                if ((_processes[i].IsGivenUp, _loads[i]).CompareTo((_processes[best].IsGivenUp, _loads[best])) < 0)
                {
                    best = i;
                }
            }

            _loads[best]++;
            return best;
        }
    }
}
