using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Configuring;
using BackpropCrossCheck.Oracles;

namespace BackpropCrossCheck.Cli;

/// <summary>The arguments and options of <c>record</c>.</summary>
/// <param name="configuration">What backprop-check.json says.</param>
internal sealed class RecordArguments(Configuration configuration)
{
    private readonly Option<string> _output = OptionText.Option(
        "--output", "FILE", "The baseline to write, or the folder for --as-expected (required).");
    private readonly Option<bool> _asExpected = new("--as-expected")
    {
        Description = "Write copies of the fixtures with the oracles' numbers as expected entries, instead of a baseline.",
    };

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
        foreach (Option option in (Option[])
            [_output, _asExpected, .. Oracles.Options, Oracles.Processes.Jobs, _size.Option, Reports.Colour])
        {
            command.Add(option);
        }
    }

    /// <summary>The file to write.</summary>
    /// <exception cref="UsageException">No file is given.</exception>
    public string Output(ParseResult parsed) => parsed.GetValue(_output) is { Length: > 0 } file
        ? file
        : throw new UsageException("--output is missing: write record PATH... --output FILE, with FILE the baseline to write.");

    /// <summary>Whether copies of the fixtures are written instead of a baseline.</summary>
    public bool AsExpected(ParseResult parsed) => parsed.GetValue(_asExpected);

    /// <summary>The oracles whose numbers become expected entries. Numerical derivatives are estimates, and no rule
    /// holds for them later.</summary>
    /// <exception cref="UsageException">Finite differences are named, or no oracle is.</exception>
    public IReadOnlyList<string> ExpectedOf(ParseResult parsed)
    {
        IReadOnlyList<string> names = Oracles.Names(parsed);
        return names.Count == 0 ? throw new UsageException("--as-expected records the numbers of oracles, and --oracle none asks for none.")
            : !names.Contains(OracleCatalogue.FiniteDifferences) ? names
            : !Oracles.AreNamed(parsed) ? [.. names.Where(name => name != OracleCatalogue.FiniteDifferences)]
            : throw new UsageException(
                $"--oracle {OracleCatalogue.FiniteDifferences}: its numbers are estimates and make no expected entry. Name another "
                    + "oracle.");
    }

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
