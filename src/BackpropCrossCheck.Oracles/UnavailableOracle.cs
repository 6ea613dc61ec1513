using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles;

/// <summary>An oracle that is known in advance not to work here.</summary>
/// <param name="name">The name by which it was requested.</param>
/// <param name="reason">Why it does not work, and what to do about it.</param>
internal sealed class UnavailableOracle(string name, string reason) : IOracle
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Task<OracleStatus> StartAsync(CancellationToken cancellationToken)
        => Task.FromResult<OracleStatus>(new OracleStatus.Unavailable(reason));

    /// <inheritdoc/>
    public Task<OracleAnswer> AskAsync(OracleQuestion question, CancellationToken cancellationToken)
        => Task.FromResult<OracleAnswer>(new OracleAnswer.Unavailable(reason));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
