using System.Diagnostics;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>A question whose answer is still owed.</summary>
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

    /// <summary>The answer; null if the connection was lost and this question is not to blame, so that it can be asked again.</summary>
    public Task<OracleAnswer?> Answer => _answer.Task;

    /// <summary>Whether the oracle has the question, or is being sent it.</summary>
    public bool IsAsked => Interlocked.Read(ref _asked) != 0;

    /// <summary>Starts the clock: the question is being sent to the oracle.</summary>
    public void MarkAsked() => Interlocked.Exchange(ref _asked, Stopwatch.GetTimestamp());

    /// <summary>Sets the answer; later calls are ignored.</summary>
    /// <param name="answer">The answer; null to have the question asked again.</param>
    public void Complete(OracleAnswer? answer) => _answer.TrySetResult(answer);

    /// <summary>How much time the oracle has left.</summary>
    /// <param name="lastAnswer">When it last answered any question, as a timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="patience">T, how long it may be silent.</param>
    /// <param name="most">How many times T one question may take at most.</param>
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
