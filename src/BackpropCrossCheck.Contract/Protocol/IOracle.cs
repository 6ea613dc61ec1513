namespace BackpropCrossCheck.Protocol;

/// <summary>Something that computes the numbers of a network independently of the engine.</summary>
public interface IOracle : IAsyncDisposable
{
    /// <summary>The name by which it was requested, for example "tensorflow-js" or "exec:COMMAND".</summary>
    string Name { get; }

    /// <summary>The program that was chosen from several to run it, for example "/usr/bin/python3"; null if there was no choice.</summary>
    string? Program => null;

    /// <summary>What a report must mention about the questions so far, for example that the process had to be restarted; null if there is
    /// nothing to mention.</summary>
    string? Remark => null;

    /// <summary>A mistake so far that no answer shows, for example "ended with exit code 3" between two questions; null if there is
    /// none.</summary>
    string? Fault => null;

    /// <summary>True if by its design nothing of one question can remain when the next is asked. It is then not asked twice.</summary>
    bool KeepsNothing => false;

    /// <summary>Starts it, once. Later calls return the same answer.</summary>
    /// <param name="cancellationToken">Ends the start.</param>
    Task<OracleStatus> StartAsync(CancellationToken cancellationToken);

    /// <summary>Asks for the numbers of one network. Several questions may be in progress at once.</summary>
    /// <param name="question">The network, the batch and the loss.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    /// <returns>Computed; Unavailable if it does not support the question; or Failed. It does not throw for an oracle's mistakes.</returns>
    Task<OracleAnswer> AskAsync(OracleQuestion question, CancellationToken cancellationToken);

    /// <summary>Asks one question after the other, so that anything left over from one shows in the answer to the next. An oracle with
    /// several processes asks just one of them.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="cancellationToken">Abandons them.</param>
    /// <returns>The answers, in the order of the questions.</returns>
    async Task<IReadOnlyList<OracleAnswer>> AskInTurnAsync(IReadOnlyList<OracleQuestion> questions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var answers = new List<OracleAnswer>();
        foreach (OracleQuestion question in questions)
        {
            answers.Add(await AskAsync(question, cancellationToken));
        }

        return answers;
    }

    /// <summary>Ends it in an orderly way. If that fails, <see cref="Fault"/> says so afterwards. Nothing can be asked any more.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
