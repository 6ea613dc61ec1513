using System.Runtime.CompilerServices;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles;

/// <summary>How oracles are run.</summary>
public sealed record OracleOptions
{
    /// <summary>60 seconds for an answer and for the start, one process.</summary>
    public static OracleOptions Default { get; } = new();

    /// <summary>T, how long an oracle may be silent while it owes an answer; above 0, default 60 seconds.</summary>
    /// <remarks>A question's clock starts when the question is written to the oracle. It starts again whenever the oracle answers another
    /// question, because the oracle may have been busy with that one. So an oracle that works on one question after the other has T for
    /// each, however many are waiting. No answer may take longer than T times the number of questions that may be in progress at once
    /// (<see cref="Processes.OracleProcess.MostQuestionsInFlight"/>).</remarks>
    public TimeSpan AnswerTimeout { get; init => field = Positive(value); } = TimeSpan.FromSeconds(60);

    /// <summary>How long an oracle may take to send its greeting; above 0, default 60 seconds.</summary>
    public TimeSpan StartTimeout { get; init => field = Positive(value); } = TimeSpan.FromSeconds(60);

    /// <summary>How many processes of one oracle share the questions; at least 1, default 1.</summary>
    public int Processes { get; init => field = AtLeastOne(value); } = 1;

    /// <summary>The folder in which the programs of "exec:COMMAND" run, and in which a relative path to one begins; null for that of this
    /// program.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>The forward pass that finite differences differentiate; without it (null) they are unavailable.</summary>
    public ForwardPass? ForwardPass { get; init; }

    private static TimeSpan Positive(TimeSpan value, [CallerMemberName] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1), name);
        return value;
    }

    private static int AtLeastOne(int value, [CallerMemberName] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }
}
