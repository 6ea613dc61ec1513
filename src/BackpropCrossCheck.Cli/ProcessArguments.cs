using System.CommandLine;
using BackpropCrossCheck.Oracles;

namespace BackpropCrossCheck.Cli;

/// <summary>The options for how long oracles may take and how much runs at once.</summary>
internal sealed class ProcessArguments
{
    private const int FixturesUnderWay = 64;

    /// <summary>--timeout.</summary>
    public Option<string> Timeout { get; } = OptionText.Option(
        "--timeout", "SECONDS", "For one answer of an oracle, its greeting included, or one training (default 60).");

    /// <summary>--jobs.</summary>
    public Option<string> Jobs { get; } = OptionText.Option("--jobs", "N", "Check N fixtures at once, with N processes of each oracle.");

    /// <summary>How the oracles are run; the engine's forward loss is not in it yet.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="fixtures">The number of fixtures.</param>
    /// <exception cref="UsageException">An option has an invalid value.</exception>
    public OracleOptions Options(ParseResult parsed, int fixtures)
    {
        int jobs = OptionText.Count("--jobs", parsed.GetValue(Jobs)) ?? 1;
        OracleOptions options = OracleOptions.Default with { Processes = Math.Clamp(fixtures, 1, jobs) };
        return OptionText.Seconds("--timeout", parsed.GetValue(Timeout)) is { } timeout
            ? options with { AnswerTimeout = timeout, StartTimeout = timeout }
            : options;
    }

    /// <summary>How long the engine may train: as long as an oracle may calculate.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UsageException">The value is invalid.</exception>
    public TimeSpan TrainingTimeout(ParseResult parsed)
        => OptionText.Seconds("--timeout", parsed.GetValue(Timeout)) ?? OracleOptions.Default.AnswerTimeout;

    /// <summary>How many fixtures are checked at once.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="oracles">The number of oracles.</param>
    /// <param name="waits">Whether many fixtures may wait for their answers at once.</param>
    /// <exception cref="UsageException">The value is invalid.</exception>
    public int Parallelism(ParseResult parsed, int oracles, bool waits = true)
    {
        int jobs = OptionText.Count("--jobs", parsed.GetValue(Jobs)) ?? (waits ? Environment.ProcessorCount : 1);
        // A fixture that waits for an answer costs no processor time. Enough of them keep the quick oracles busy while a slow one starts.
        return oracles == 0 || !waits ? jobs : jobs * FixturesUnderWay;
    }
}
