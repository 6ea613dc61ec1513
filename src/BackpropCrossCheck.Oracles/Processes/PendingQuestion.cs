using System.Diagnostics;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>A question that an oracle owes the answer to.</summary>
/// <param name="id">Its number in this connection.</param>
/// <param name="question">The question.</param>
internal sealed class PendingQuestion(long id, OracleQuestion question)
{
    private readonly TaskCompletionSource<OracleAnswer?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _asked;

    /// <summary>Its number in this connection.</summary>
    public long Id => id;

    /// <summary>The question.</summary>
    public OracleQuestion Question => question;

    /// <summary>The answer; null where the connection was lost through no fault of this question: it can be asked again.</summary>
    public Task<OracleAnswer?> Answer => _answer.Task;

    /// <summary>Whether the oracle has, or is being given, the question.</summary>
    public bool IsAsked => Interlocked.Read(ref _asked) != 0;

    /// <summary>The clock begins: the oracle is given the question.</summary>
    public void MarkAsked() => Interlocked.Exchange(ref _asked, Stopwatch.GetTimestamp());

    /// <summary>The answer is there; later ones are ignored.</summary>
    /// <param name="answer">The answer, or null to have it asked again.</param>
    public void Complete(OracleAnswer? answer) => _answer.TrySetResult(answer);

    /// <summary>How long the oracle still has.</summary>
    /// <param name="lastAnswer">When it last answered any question, as a timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="patience">T, how long it may be silent.</param>
    /// <param name="most">How many T there are at most for one question.</param>
    public TimeSpan Remaining(long lastAnswer, TimeSpan patience, int most)
    {
        long asked = Interlocked.Read(ref _asked);
        if (asked == 0)
        {
            return patience;
        }

        TimeSpan silent = patience - Stopwatch.GetElapsedTime(Math.Max(asked, lastAnswer));
        TimeSpan whole = (most * patience) - Stopwatch.GetElapsedTime(asked);
        return silent < whole ? silent : whole;
    }
}
