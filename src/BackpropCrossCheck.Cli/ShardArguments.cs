using System.CommandLine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Cli;

/// <summary>The option <c>--shard</c>, and the environment variables that replace it.</summary>
internal sealed class ShardArguments
{
    private const string Name = "--shard";

    private readonly Option<string> _shard = OptionText.Option(
        Name,
        "I/N",
        "Check the I-th of N parts of the fixtures. Without it, what the variables of GitLab's parallel jobs, SLURM's arrays and "
            + "Kubernetes' Indexed Jobs say; 1/1: all.");

    /// <summary>The option.</summary>
    public Option Option => _shard;

    /// <summary>The fixtures that belong to this run.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="whole">All fixtures.</param>
    /// <param name="limit">How much of one file is read at most, in MiB.</param>
    /// <param name="diagnostics">Standard error.</param>
    /// <returns>The shard; null if all fixtures are to be checked.</returns>
    /// <exception cref="UsageException">The value of the option or of the variables is invalid.</exception>
    public ShardSelection? Of(ParseResult parsed, FixtureSelection whole, int limit, TextWriter diagnostics)
        => Choice(parsed, diagnostics) is { Total: > 1 } choice ? ShardSelection.Of(whole, choice, limit) : null;

    private ShardChoice? Choice(ParseResult parsed, TextWriter diagnostics)
    {
        if (parsed.GetValue(_shard) is { } text)
        {
            return ShardChoice.Parse(text, Name)
                ?? throw new UsageException(
                    $"{Name} {Wording.Quote(text)}: I/N is expected, two whole numbers "
                        + $"with I from 1 to N and N up to {ShardChoice.Most}, for example 2/3.");
        }

        var environment = new ShardEnvironment(Environment.GetEnvironmentVariable);
        if (environment.Hint is { } hint)
        {
            diagnostics.WriteLine($"backprop-check: {hint}");
        }

        try
        {
            return environment.Find();
        }
        catch (FormatException fault)
        {
            throw new UsageException(fault.Message);
        }
    }
}
