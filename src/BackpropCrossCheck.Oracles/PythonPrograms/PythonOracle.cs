using System.Diagnostics.CodeAnalysis;
using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.PythonPrograms;

/// <summary>An oracle in the first Python that has its framework. Each Python runs the script, which reports at once what is
/// missing.</summary>
/// <param name="framework">The framework.</param>
/// <param name="pythons">The Pythons to try, in order; at least one.</param>
/// <param name="options">How it is run; it may take at least <see cref="LeastStartTimeout"/> to start.</param>
[SuppressMessage(
    "Usage",
    "CA2213:Disposable fields should be disposed",
    Justification = "A SemaphoreSlim without wait handle holds nothing, and code that still waits for it must not find it disposed.")]
internal sealed class PythonOracle(PythonFramework framework, IReadOnlyList<string> pythons, OracleOptions options) : IOracle
{
    /// <summary>The shortest time allowed for the start. TensorFlow took 6 to 16 seconds to load in our measurements; a slow disk makes it
    /// longer.</summary>
    public static readonly TimeSpan LeastStartTimeout = TimeSpan.FromMinutes(3);

    private readonly SemaphoreSlim _starting = new(1, 1);
    private OracleStatus? _status;
    private OraclePool? _pool;

    /// <inheritdoc/>
    public string Name => framework.Oracle;

    /// <inheritdoc/>
    public string? Program { get; private set; }

    /// <inheritdoc/>
    public string? Remark => _pool?.Remark;

    /// <inheritdoc/>
    public string? Fault => _pool?.Fault;

    /// <inheritdoc/>
    public async Task<OracleStatus> StartAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            return _status ??= await SearchAsync(cancellationToken);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<OracleAnswer> AskAsync(OracleQuestion question, CancellationToken cancellationToken)
        => await StartAsync(cancellationToken) switch
        {
            OracleStatus.Unavailable(string reason) => new OracleAnswer.Unavailable(reason),
            _ => await _pool!.AskAsync(question, cancellationToken),
        };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OracleAnswer>> AskInTurnAsync(
        IReadOnlyList<OracleQuestion> questions, CancellationToken cancellationToken)
        => await StartAsync(cancellationToken) switch
        {
            OracleStatus.Unavailable(string reason) => [.. questions.Select(_ => new OracleAnswer.Unavailable(reason))],
            _ => await _pool!.AskInTurnAsync(questions, cancellationToken),
        };

    /// <inheritdoc/>
    public Task EndAsync(CancellationToken cancellationToken) => _pool?.EndAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_pool is { } pool)
        {
            await pool.DisposeAsync();
        }
    }

    private async Task<OracleStatus> SearchAsync(CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        foreach (string python in pythons)
        {
            // Stored before it is started, so that cancelling the start disposes of whatever is running by then.
            _pool = new OraclePool(
                Command(python),
                options with { StartTimeout = TimeSpan.FromTicks(Math.Max(options.StartTimeout.Ticks, LeastStartTimeout.Ticks)) });
            OracleStatus status = await _pool.StartAsync(cancellationToken);
            if (status is not OracleStatus.Unavailable(string reason))
            {
                Program = python;
                return status;
            }

            await _pool.DisposeAsync();
            _pool = null;
            reasons.Add(reason);
        }

        string reasonOfAll = string.Join(' ', reasons.Distinct());
        return new OracleStatus.Unavailable(
            reasonOfAll.EndsWith(Command(pythons[^1]).Remedy, StringComparison.Ordinal)
                ? reasonOfAll
                : $"{reasonOfAll} {framework.Advice}");
    }

    private OracleCommand Command(string python) => new(framework.Oracle, python, [framework.ScriptPath])
    {
        Remedy = framework.Remedy(isNamed: python != PythonProgram.Usual),
    };
}
