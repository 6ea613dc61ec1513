using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Configuring;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Cli;

/// <summary>The arguments and options of <c>check</c>.</summary>
/// <param name="configuration">What backprop-check.json says.</param>
internal sealed class CheckArguments(Configuration configuration)
{
    private readonly PathArguments _paths = new(configuration);
    private readonly OracleArguments _oracles = new(configuration);
    private readonly Option<string> _absolute = OptionText.Option(
        "--absolute", "A", "A fixed rule instead of the rounding analysis: |x - y| <= A + R |y|.");
    private readonly Option<string> _relative = OptionText.Option("--relative", "R", "The R of the fixed rule.");
    private readonly Option<string> _loss = OptionText.Option("--loss", "CONVENTION", "State every number in that convention.");
    private readonly Option<bool> _allowUndecidable =
        new("--allow-undecidable") { Description = "Undecidable numbers do not make the run inconclusive." };

    private readonly Option<string> _kinks = OptionText.Option(
        "--kinks",
        "tensorflow|any",
        "The derivative at a pre-activation of exactly 0: TensorFlow's (default), or any value between the one-sided ones.");

    private readonly Option<bool> _strict =
        new("--strict") { Description = "A number that agrees and has lost its digits (tanh' as 1 - z^2 at 20) is a discrepancy." };

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        _paths.AddTo(command);
        foreach (Option option in (Option[])
            [
                .. _oracles.Options, .. Reports.Content, _absolute, _relative, _loss, _allowUndecidable, _kinks, _strict,
                .. Choice.Options, Shard.Option, _oracles.Processes.Jobs, Size.Option, .. Reports.Appearance,
            ])
        {
            command.Add(option);
        }
    }

    /// <summary>What is reported, and where.</summary>
    public ReportArguments Reports { get; } = new();

    /// <summary>What is left out.</summary>
    public SelectionArguments Choice { get; } = new();

    /// <summary>How much is read of one file.</summary>
    public SizeArgument Size { get; } = new();

    /// <summary>Which part of the fixtures is checked.</summary>
    public ShardArguments Shard { get; } = new();

    /// <summary>The fixtures' files.</summary>
    /// <exception cref="UsageException">A path looks like an option that does not exist, or is empty.</exception>
    public FixtureSelection Selection(ParseResult parsed) => _paths.Selection(parsed);

    /// <summary>The command, and the options that affect its results, as one would type them. Options that only change the display or the
    /// speed are left out.</summary>
    public IReadOnlyList<string> Repeatable(ParseResult parsed)
        =>
        [
            "check", ReproduceCommand.Path, .. _oracles.Repeatable(parsed), .. OptionText.Given(
                parsed, _absolute, _relative, _loss, _kinks), .. Size.Repeatable(parsed),
            .. new[] { _allowUndecidable, _strict }.Where(parsed.GetValue).Select(option => option.Name),
            .. Choice.Repeatable(parsed),
        ];

    /// <summary>How to check.</summary>
    /// <exception cref="UsageException">An option has an invalid value.</exception>
    public CheckOptions Options(ParseResult parsed)
    {
        double? absolute = OptionText.NotNegative("--absolute", parsed.GetValue(_absolute));
        double? relative = OptionText.NotNegative("--relative", parsed.GetValue(_relative));
        return Choice.Apply(parsed, new CheckOptions
        {
            Format = _oracles.Format(parsed),
            Tolerance = absolute is null && relative is null ? null : new Tolerance(absolute ?? 0, relative ?? 0),
            Stated = OptionText.Convention("--loss", parsed.GetValue(_loss)),
            KeepNumbers = Reports.All(parsed),
            MaxSize = Size.Of(parsed),
            AllowUndecidable = parsed.GetValue(_allowUndecidable),
            Kinks = OptionText.Kinks("--kinks", parsed.GetValue(_kinks)),
            Strict = parsed.GetValue(_strict),
            OraclesAreNamed = _oracles.AreNamed(parsed),
            TrainingTimeout = _oracles.Processes.TrainingTimeout(parsed),
            AsksNoOracle = _oracles.Names(parsed).Count == 0,
            Parallelism = _oracles.Processes.Parallelism(parsed, _oracles.Names(parsed).Count, waits: !Choice.FailFast(parsed)),
        });
    }

    /// <summary>The names of the oracles to ask.</summary>
    /// <exception cref="UsageException">none is combined with other names.</exception>
    public IReadOnlyList<string> OracleNames(ParseResult parsed) => _oracles.Names(parsed);

    /// <summary>The oracles, not started yet; the caller disposes them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="fixtures">The number of fixtures.</param>
    /// <exception cref="UsageException">There is no oracle with such a name.</exception>
    public IReadOnlyList<IOracle> Oracles(ParseResult parsed, int fixtures) => _oracles.Create(parsed, fixtures);
}
