using System.CommandLine;
using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Configuring;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Oracles;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Cli;

/// <summary>The arguments and options of <c>compare</c>.</summary>
/// <param name="configuration">What backprop-check.json says.</param>
internal sealed class CompareArguments(Configuration configuration)
{
    private readonly Argument<string> _file =
        new("FILE") { Description = "The baseline: a file that record has written.", Arity = ArgumentArity.ExactlyOne };
    private readonly Option<bool> _exact =
        new("--exact") { Description = "Count every change as a discrepancy, even one of the last bit." };
    private readonly Option<bool> _noConfiguration = Configuration.LeaveOutOption();
    private readonly ProcessArguments _processes = new();
    private readonly SizeArgument _size = new();

    /// <summary>The fixtures.</summary>
    public PathArguments Paths { get; } = new(configuration);

    /// <summary>What is reported, and where.</summary>
    public ReportArguments Reports { get; } = new();

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        Paths.AddTo(command);
        foreach (Option option in (Option[])
            [_exact, .. Reports.Content, _processes.Timeout, _processes.Jobs, _noConfiguration, _size.Option, .. Reports.Appearance])
        {
            command.Add(option);
        }
    }

    /// <summary>The baseline's file.</summary>
    /// <exception cref="UsageException">No file is given, or the path looks like an option that does not exist.</exception>
    public string File(ParseResult parsed)
    {
        string file = parsed.GetValue(_file) is { Length: > 0 } given
            ? given
            : throw new UsageException("FILE is missing: a baseline that record has written is expected, then PATH...");
        return file.StartsWith('-') && !Path.Exists(file)
            ? throw new UsageException(ParseFault.UnknownOption(file, parsed.CommandResult.Command))
            : file;
    }

    /// <summary>The command, and the options that affect its results, as one would type them.</summary>
    public IReadOnlyList<string> Repeatable(ParseResult parsed)
        =>
        [
            "compare",
            File(parsed),
            ReproduceCommand.Path,
            .. Exact(parsed) ? [_exact.Name] : Array.Empty<string>(),
            .. OptionText.Given(parsed, _processes.Timeout),
            .. _size.Repeatable(parsed),
        ];

    /// <summary>Whether a change in the last bit counts as a discrepancy.</summary>
    public bool Exact(ParseResult parsed) => parsed.GetValue(_exact);

    /// <summary>The baseline.</summary>
    /// <exception cref="UsageException">The file cannot be read, or is no baseline.</exception>
    public Baseline Baseline(ParseResult parsed)
    {
        try
        {
            return BaselineReader.Read(File(parsed), _size.Of(parsed));
        }
        catch (FormatException fault)
        {
            throw new UsageException(fault.Message);
        }
    }

    /// <summary>How to run.</summary>
    /// <exception cref="UsageException">An option has an invalid value.</exception>
    public CheckOptions Options(ParseResult parsed, Baseline baseline) => new()
    {
        Format = baseline.Format,
        KeepNumbers = Reports.All(parsed),
        MaxSize = _size.Of(parsed),
        OraclesAreNamed = true,
        TrainingTimeout = _processes.TrainingTimeout(parsed),
        Parallelism = _processes.Parallelism(parsed, baseline.Oracles.Count),
    };

    /// <summary>The oracles of the baseline, not started yet; the caller disposes them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="baseline">The baseline.</param>
    /// <param name="fixtures">The number of fixtures.</param>
    /// <exception cref="UsageException">This program does not know one of the oracles.</exception>
    public IReadOnlyList<IOracle> Oracles(ParseResult parsed, Baseline baseline, int fixtures)
    {
        OracleOptions options = _processes.Options(parsed, fixtures);
        try
        {
            return
            [
                .. baseline.Oracles.Select(
                    oracle => configuration.Create(oracle.Asked, options with { ForwardPass = ForwardLoss.Pass })),
            ];
        }
        catch (ArgumentException fault)
        {
            throw new UsageException(
                $"{Wording.Quote(File(parsed))} asks for an oracle that is not known here. {OracleArguments.WithoutParameter(fault)}");
        }
    }
}
