namespace BackpropCrossCheck.Protocol;

/// <summary>Something that computes the numbers of a network independently of the engine.</summary>
public interface IOracle : IAsyncDisposable
{
    /// <summary>The name that it was asked for by, for example "tensorflow-js" or "exec:COMMAND".</summary>
    string Name { get; }

    /// <summary>The program that was chosen among several to run it, for example "/usr/bin/python3"; null where there was no
    /// choice.</summary>
    string? Program => null;

    /// <summary>What a report must say of the questions so far, for example that its process had to be started again; null where there is
    /// nothing.</summary>
    string? Remark => null;

    /// <summary>What it did wrong so far that no answer shows, for example "ended with exit code 3" between two questions; null where there
    /// is nothing.</summary>
    string? Fault => null;

    /// <summary>Whether nothing of one question can be left when the next is asked, by the way it is made: then it is not asked
    /// twice.</summary>
    bool KeepsNothing => false;

    /// <summary>Starts it, once; later calls give the same answer.</summary>
    /// <param name="cancellationToken">Ends the start.</param>
    Task<OracleStatus> StartAsync(CancellationToken cancellationToken);

    /// <summary>Asks for the numbers of one network. Several questions may be under way at once.</summary>
    /// <param name="question">The network, the batch and the loss.</param>
    /// <param name="cancellationToken">Gives the question up.</param>
    /// <returns>Computed, Unavailable for what it does not offer, or Failed; it does not throw for what the oracle does wrong.</returns>
    Task<OracleAnswer> AskAsync(OracleQuestion question, CancellationToken cancellationToken);

    /// <summary>Asks one question after the other: what is left of one shows in the answer to the next. An oracle of several processes asks
    /// one of them.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="cancellationToken">Gives them up.</param>
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

    /// <summary>Ends it in order; where it does not let itself be ended so, <see cref="Fault"/> says it afterwards. Nothing can be asked
    /// any more.</summary>
    /// <param name="cancellationToken">Waits no longer.</param>
    Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
