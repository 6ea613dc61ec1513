using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Configuring;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Fuzzing;

namespace BackpropCrossCheck.Cli;

/// <summary>The options of <c>fuzz</c>.</summary>
/// <param name="configuration">What backprop-check.json says.</param>
internal sealed class FuzzArguments(Configuration configuration)
{
    private const string DefaultFolder = "fuzz-failures";
    private const int MostNetworks = 1_000_000;
    private const int LargestDrawnSeed = 1_000_000_000;

    private readonly Option<string> _count = OptionText.Option(
        "--count", "N", FormattableString.Invariant($"The number of networks (default {FuzzOptions.DefaultCount})."));

    private readonly Option<string> _seed = OptionText.Option(
        "--seed", "S", "The same S draws the same networks (default: another each time; it is printed).");

    private readonly Option<string> _output = OptionText.Option(
        "--output", "FOLDER", $"Where failures are saved (default {DefaultFolder}); nothing there is overwritten.");

    private readonly Option<string> _failures = OptionText.Option(
        "--failures",
        "N",
        FormattableString.Invariant($"Stop after N failures; the other networks are counted (default {FuzzOptions.DefaultFailures})."));

    private readonly Option<string> _layers = OptionText.Option(
        "--layers", "2-3-2", "The inputs, then the units of each layer (default: drawn, up to 4 layers of up to 5 units).");

    private readonly Option<string> _activations = OptionText.Option(
        "--activations", "tanh,relu", "Draw only from these activations (default: all).");

    private readonly Option<string> _losses = OptionText.Option(
        "--losses", "huber,hinge", "Draw only from these losses (default: all).");

    private readonly Option<bool> _noRegularization = new("--no-regularization")
    {
        Description = "Draw none (default: one network in four has one, if an oracle offers it).",
    };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "Only failures and the summary; no progress." };
    private readonly Option<bool> _noColor = new("--no-color") { Description = "No colour, as with the variable NO_COLOR." };

    /// <summary>The oracles.</summary>
    public OracleArguments Oracles { get; } = new(configuration);

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])
            [
                .. Oracles.Options, _count, _seed, _output, _failures, _layers, _activations, _losses, _noRegularization, _quiet, _noColor,
            ])
        {
            command.Add(option);
        }
    }

    /// <summary>Whether only failures and the summary are shown.</summary>
    public bool Quiet(ParseResult parsed) => parsed.GetValue(_quiet);

    /// <summary>Whether the output is coloured.</summary>
    public bool HasColour(ParseResult parsed) => Terminal.HasColour(parsed.GetValue(_noColor), onError: false);

    /// <summary>Where failures are saved.</summary>
    /// <exception cref="UsageException">The value is empty, or a file.</exception>
    public string Folder(ParseResult parsed)
    {
        string folder = FixtureTexts.File("--output", parsed.GetValue(_output)) ?? DefaultFolder;
        return File.Exists(folder)
            ? throw new UsageException($"--output {Wording.Quote(folder)} is a file; a folder is expected, there already or new.")
            : folder;
    }

    /// <summary>The names of the oracles.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public IReadOnlyList<string> OracleNames(ParseResult parsed) => Oracles.Names(parsed) is { Count: > 0 } names
        ? names
        : throw new UsageException("--oracle none: random networks need an oracle to stand against the engine; name one.");

    /// <summary>How each network is checked.</summary>
    /// <exception cref="UsageException">An option has an invalid value.</exception>
    public CheckOptions Checking(ParseResult parsed) => new()
    {
        Format = Oracles.Format(parsed),
        OraclesAreNamed = Oracles.AreNamed(parsed),
        TrainingTimeout = Oracles.Processes.TrainingTimeout(parsed),
    };

    /// <summary>Which networks are drawn.</summary>
    /// <exception cref="UsageException">An option has an invalid value.</exception>
    public FuzzOptions Options(ParseResult parsed)
    {
        var options = new FuzzOptions
        {
            Seed = NetworkText.Seed(parsed.GetValue(_seed)) ?? (ulong)RandomNumberGenerator.GetInt32(LargestDrawnSeed),
            Count = Number(_count, parsed) ?? FuzzOptions.DefaultCount,
            MostFailures = Number(_failures, parsed) ?? FuzzOptions.DefaultFailures,
            Widths = parsed.GetValue(_layers) is { } layers ? NetworkText.Widths(layers) : null,
            Regularizes = !parsed.GetValue(_noRegularization),
        };
        return options with
        {
            Activations = parsed.GetValue(_activations) is { } activations
                ? [.. activations.Split(',').Select(name => NetworkText.Activation(name.Trim()))]
                : options.Activations,
            Losses = parsed.GetValue(_losses) is { } losses
                ? [.. losses.Split(',').Select(name => Loss(name.Trim()))]
                : options.Losses,
        };
    }

    /// <summary>The options by which a fixture is checked again, as one would type them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="oracle">The oracle, as it is named there.</param>
    public IReadOnlyList<string> CheckAgain(ParseResult parsed, string oracle) => Oracles.RepeatableFor(parsed, oracle);

    private static LossTerm Loss(string name) => LossTerm.Named(name) ?? throw new UsageException(
        $"--losses: there is no loss {Wording.Quote(name)}{NearestName.Question(name, ContractNames.LossKinds)} "
            + $"The losses are {Wording.List(ContractNames.LossKinds)}.");

    private static int? Number(Option<string> option, ParseResult parsed) => parsed.GetValue(option) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is >= 1 and <= MostNetworks ? value
        : throw new UsageException(
            FormattableString.Invariant($"{option.Name} {Wording.Quote(text)}: a whole number from 1 to {MostNetworks} is expected."));
}
