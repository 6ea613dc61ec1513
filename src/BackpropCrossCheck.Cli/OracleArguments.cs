using System.CommandLine;
using BackpropCrossCheck.Cli.Configuring;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Oracles;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Cli;

/// <summary>The options that choose the oracles and how they are run.</summary>
/// <param name="configuration">The oracles that have names of their own.</param>
internal sealed class OracleArguments(Configuration configuration)
{
    /// <summary>The name that stands for no oracle.</summary>
    public const string NoOracle = "none";

    private readonly Option<string[]> _oracles = new("--oracle")
    {
        Description = "Ask exactly these oracles (repeatable); none: only the expected entries.",
        HelpName = "NAME",
    };

    private readonly Option<string> _precision = OptionText.Option(
        "--precision", "float32|float64", "The format the oracles calculate in (default: the finest that each offers).");

    private readonly Option<bool> _noConfiguration = Configuration.LeaveOutOption();

    /// <summary>How the oracles are run.</summary>
    public ProcessArguments Processes { get; } = new();

    /// <summary>--oracle, --precision, --timeout and --no-config; --jobs belongs to <see cref="Processes"/>.</summary>
    public IEnumerable<Option> Options => [_oracles, _precision, Processes.Timeout, _noConfiguration];

    /// <summary>Those of the options that are given, as one would type them.</summary>
    public IEnumerable<string> Repeatable(ParseResult parsed)
        =>
        [
            .. (parsed.GetValue(_oracles) ?? []).SelectMany(name => new[] { _oracles.Name, name }),
            .. OptionText.Given(parsed, _precision, Processes.Timeout),
            .. parsed.GetValue(_noConfiguration) ? [_noConfiguration.Name] : Array.Empty<string>(),
        ];

    /// <summary>Those of the options that are given, as one would type them, with one oracle in place of all.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="oracle">The oracle.</param>
    public IReadOnlyList<string> RepeatableFor(ParseResult parsed, string oracle)
        =>
        [
            _oracles.Name, oracle, .. OptionText.Given(parsed, _precision, Processes.Timeout),
            .. parsed.GetValue(_noConfiguration) ? [_noConfiguration.Name] : Array.Empty<string>(),
        ];

    /// <summary>True if the command line names the oracles to ask.</summary>
    public bool AreNamed(ParseResult parsed) => parsed.GetValue(_oracles) is { Length: > 0 };

    /// <summary>The format that oracles calculate in; null means the most precise that each offers.</summary>
    /// <exception cref="UsageException">There is no such format.</exception>
    public FloatFormat? Format(ParseResult parsed) => OptionText.Format("--precision", parsed.GetValue(_precision));

    /// <summary>The names of the oracles to ask.</summary>
    /// <exception cref="UsageException">none is combined with other names.</exception>
    public IReadOnlyList<string> Names(ParseResult parsed)
    {
        string[] names = AreNamed(parsed) ? [.. parsed.GetValue(_oracles)!.Distinct()] : [.. OracleCatalogue.DefaultNames];
        return !names.Contains(NoOracle) ? names
            : names.Length == 1 ? []
            : throw new UsageException("--oracle none must be the only one; leave out either it or the other oracles.");
    }

    /// <summary>The oracles, not started yet; the caller disposes them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="fixtures">The number of fixtures; no oracle gets more processes than that.</param>
    /// <param name="names">Their names; null for those of the command line.</param>
    /// <exception cref="UsageException">There is no oracle with such a name.</exception>
    public IReadOnlyList<IOracle> Create(ParseResult parsed, int fixtures, IReadOnlyList<string>? names = null)
    {
        OracleOptions options = Processes.Options(parsed, fixtures);
        try
        {
            return
                [.. (names ?? Names(parsed)).Select(name => configuration.Create(name, options with { ForwardPass = ForwardLoss.Pass }))];
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"--oracle: {WithoutParameter(fault)}");
        }
    }

    /// <summary>The fault, without the parameter name from our code, which means nothing to someone who types a command.</summary>
    public static string WithoutParameter(ArgumentException fault)
        => fault.Message.Replace($" (Parameter '{fault.ParamName}')", string.Empty, StringComparison.Ordinal);
}
