using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Configuring;

namespace BackpropCrossCheck.Cli;

/// <summary>The arguments and options of <c>record</c>.</summary>
/// <param name="configuration">What backprop-check.json says.</param>
internal sealed class RecordArguments(Configuration configuration)
{
    private readonly Option<string> _output = OptionText.Option("--output", "FILE", "The baseline to write (required).");
    private readonly SizeArgument _size = new();

    /// <summary>The fixtures.</summary>
    public PathArguments Paths { get; } = new(configuration);

    /// <summary>The oracles.</summary>
    public OracleArguments Oracles { get; } = new(configuration);

    /// <summary>How the console looks.</summary>
    public ReportArguments Reports { get; } = new();

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        Paths.AddTo(command);
        foreach (Option option in (Option[])[_output, .. Oracles.Options, Oracles.Processes.Jobs, _size.Option, Reports.Colour])
        {
            command.Add(option);
        }
    }

    /// <summary>The file to write.</summary>
    /// <exception cref="UsageException">No file is given.</exception>
    public string Output(ParseResult parsed) => parsed.GetValue(_output) is { Length: > 0 } file
        ? file
        : throw new UsageException("--output is missing: write record PATH... --output FILE, with FILE the baseline to write.");

    /// <summary>How to run.</summary>
    /// <exception cref="UsageException">An option has an invalid value.</exception>
    public CheckOptions Options(ParseResult parsed) => new()
    {
        Format = Oracles.Format(parsed),
        KeepNumbers = false,
        MaxSize = _size.Of(parsed),
        OraclesAreNamed = Oracles.AreNamed(parsed),
        TrainingTimeout = Oracles.Processes.TrainingTimeout(parsed),
        Parallelism = Oracles.Processes.Parallelism(parsed, Oracles.Names(parsed).Count),
    };
}
