using System.CommandLine;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Oracles;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Cli;

/// <summary>The options that say which oracles are asked, and how.</summary>
internal sealed class OracleArguments
{
    private const string NoOracle = "none";

    private readonly Option<string[]> _oracles = new("--oracle")
    {
        Description = "Ask exactly these oracles (repeatable); none: only the expected entries.",
        HelpName = "NAME",
    };

    private readonly Option<string> _precision = OptionText.Option(
        "--precision", "float32|float64", "What the oracles calculate in; default: the finest that each offers.");

    /// <summary>How they are run.</summary>
    public ProcessArguments Processes { get; } = new();

    /// <summary>--oracle, --precision and --timeout; --jobs is among <see cref="Processes"/>.</summary>
    public IEnumerable<Option> Options => [_oracles, _precision, Processes.Timeout];

    /// <summary>Those that are given, as they are written on a command line.</summary>
    public IEnumerable<string> Repeatable(ParseResult parsed)
        => [.. (parsed.GetValue(_oracles) ?? []).SelectMany(name => new[] { _oracles.Name, name }), .. OptionText.Given(parsed, _precision, Processes.Timeout)];

    /// <summary>Whether exactly the oracles that are named are asked.</summary>
    public bool AreNamed(ParseResult parsed) => parsed.GetValue(_oracles) is { Length: > 0 };

    /// <summary>What the oracles calculate in; null for the finest that each offers.</summary>
    /// <exception cref="UsageException">There is no such format.</exception>
    public FloatFormat? Format(ParseResult parsed) => OptionText.Format("--precision", parsed.GetValue(_precision));

    /// <summary>The names that the oracles are asked for by.</summary>
    /// <exception cref="UsageException">none does not stand alone.</exception>
    public IReadOnlyList<string> Names(ParseResult parsed)
    {
        string[] names = AreNamed(parsed) ? [.. parsed.GetValue(_oracles)!.Distinct()] : [.. OracleCatalogue.DefaultNames];
        return !names.Contains(NoOracle) ? names
            : names.Length == 1 ? [] : throw new UsageException("--oracle none stands alone; leave it out or the other oracles.");
    }

    /// <summary>The oracles, not started yet; the caller disposes them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="fixtures">How many fixtures there are: no oracle has more processes.</param>
    /// <exception cref="UsageException">There is no oracle of a name.</exception>
    public IReadOnlyList<IOracle> Create(ParseResult parsed, int fixtures)
    {
        OracleOptions options = Processes.Options(parsed, fixtures);
        try
        {
            return [.. Names(parsed).Select(name => OracleCatalogue.Create(name, options))];
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"--oracle: {WithoutParameter(fault)}");
        }
    }

    /// <summary>What is wrong; the name of a parameter in the code says nothing to who types a command.</summary>
    public static string WithoutParameter(ArgumentException fault)
        => fault.Message.Replace($" (Parameter '{fault.ParamName}')", string.Empty, StringComparison.Ordinal);
}
