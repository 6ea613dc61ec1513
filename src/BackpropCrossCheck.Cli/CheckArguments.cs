using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Oracles;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Cli;

/// <summary>The arguments and options of <c>check</c>.</summary>
internal sealed class CheckArguments
{
    private const string NoOracle = "none";

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Fixtures, or folders with fixtures in them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _oracles = new("--oracle")
    {
        Description = "Ask exactly these oracles (repeatable); none: only the expected entries.",
        HelpName = "NAME",
    };

    private readonly Option<string> _precision = Text("--precision", "float32|float64", "What the oracles calculate in; default: the finest that each offers.");
    private readonly Option<string> _timeout = Text("--timeout", "SECONDS", "For one answer of an oracle (default 60).");
    private readonly Option<string[]> _reports = new("--report")
    {
        Description = $"Write a report (repeatable). FORMAT: {string.Join("; ", ReportFormats.All.Select(format => $"{format.Name}, for {format.Readers}"))}. PATH: a file; - is standard output.",
        HelpName = "FORMAT=PATH",
    };

    private readonly Option<bool> _all = new("--all") { Description = "Every number in console and JSON, not only those that differ." };
    private readonly Option<string> _absolute = Text("--absolute", "A", "A fixed rule instead of the rounding analysis: |x - y| <= A + R |y|.");
    private readonly Option<string> _relative = Text("--relative", "R", "The R of the fixed rule.");
    private readonly Option<string> _loss = Text("--loss", "CONVENTION", "State every number in that convention.");
    private readonly Option<bool> _allowUndecidable = new("--allow-undecidable") { Description = "Undecidable numbers do not make the run inconclusive." };
    private readonly Option<string> _jobs = Text("--jobs", "N", "Check N fixtures at once, with N processes of each oracle.");
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Leave passing fixtures out." };
    private readonly Option<bool> _noColor = new("--no-color") { Description = "No colour; the variable NO_COLOR says the same." };

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_paths);
        foreach (Option option in new Option[]
            { _oracles, _precision, _timeout, _reports, _all, _absolute, _relative, _loss, _allowUndecidable, _jobs, _quiet, _noColor })
        {
            command.Add(option);
        }
    }

    /// <summary>Whether every number is to be shown.</summary>
    public bool All(ParseResult parsed) => parsed.GetValue(_all);

    /// <summary>Whether passing fixtures are left out.</summary>
    public bool Quiet(ParseResult parsed) => parsed.GetValue(_quiet);

    /// <summary>Whether colour is forbidden.</summary>
    public bool NoColor(ParseResult parsed) => parsed.GetValue(_noColor);

    /// <summary>The files.</summary>
    /// <exception cref="UsageException">A path looks like an option that does not exist, or is empty.</exception>
    public FixtureSelection Selection(ParseResult parsed)
    {
        string[] paths = parsed.GetValue(_paths) ?? [];
        string? option = paths.FirstOrDefault(path => path.StartsWith('-') && !Path.Exists(path));
        return option is not null
                ? throw new UsageException($"{ParseFault.UnknownOption(option, parsed.CommandResult.Command)} backprop-check check --help lists them. A file of that name is written ./{option}.")
            : paths.Contains(string.Empty) ? throw new UsageException("PATH \"\": an empty path was found; a fixture, or a folder with fixtures in it, is expected.")
            : FixtureFiles.Expand(paths);
    }

    /// <summary>The reports.</summary>
    /// <exception cref="UsageException">One is not of the form FORMAT=PATH, or two go to one place.</exception>
    public IReadOnlyList<ReportTarget> Reports(ParseResult parsed) => ReportTarget.ParseAll(parsed.GetValue(_reports) ?? []);

    /// <summary>The options that decide what the run says, as they are written on a command line; those that only decide how it is shown, or how fast it is, aside.</summary>
    public IReadOnlyList<string> Repeatable(ParseResult parsed)
    {
        var words = new List<string>();
        foreach (string oracle in parsed.GetValue(_oracles) ?? [])
        {
            words.AddRange([_oracles.Name, oracle]);
        }

        foreach (Option<string> option in new[] { _precision, _timeout, _absolute, _relative, _loss })
        {
            if (parsed.GetValue(option) is { } value)
            {
                words.AddRange([option.Name, value]);
            }
        }

        if (parsed.GetValue(_allowUndecidable))
        {
            words.Add(_allowUndecidable.Name);
        }

        return words;
    }

    /// <summary>How to check.</summary>
    /// <exception cref="UsageException">A value cannot be used.</exception>
    public CheckOptions Options(ParseResult parsed)
    {
        double? absolute = OptionText.NotNegative("--absolute", parsed.GetValue(_absolute));
        double? relative = OptionText.NotNegative("--relative", parsed.GetValue(_relative));
        int? jobs = OptionText.Count("--jobs", parsed.GetValue(_jobs));
        bool named = parsed.GetValue(_oracles) is { Length: > 0 };
        bool asksNone = named && parsed.GetValue(_oracles)!.Contains(NoOracle);
        return new CheckOptions
        {
            Format = OptionText.Format("--precision", parsed.GetValue(_precision)),
            Tolerance = absolute is null && relative is null ? null : new Tolerance(absolute ?? 0, relative ?? 0),
            Stated = OptionText.Convention("--loss", parsed.GetValue(_loss)),
            KeepNumbers = All(parsed),
            AllowUndecidable = parsed.GetValue(_allowUndecidable),
            OraclesAreNamed = named,
            // Fixtures whose answers are under way cost no processor: enough of them keep the oracles busy.
            Parallelism = asksNone ? jobs ?? Environment.ProcessorCount : (jobs ?? Environment.ProcessorCount) * 8,
        };
    }

    /// <summary>The oracles, not started yet; the caller disposes them.</summary>
    /// <exception cref="UsageException">There is no oracle of a name.</exception>
    public IReadOnlyList<IOracle> Oracles(ParseResult parsed)
    {
        string[] names = parsed.GetValue(_oracles) is { Length: > 0 } given ? [.. given.Distinct()] : [.. OracleCatalogue.Names];
        if (names.Contains(NoOracle))
        {
            return names.Length == 1 ? [] : throw new UsageException("--oracle none stands alone; leave it out or the other oracles.");
        }

        OracleOptions options = OracleOptions.Default with { ForwardLoss = ForwardLoss.Of };
        if (OptionText.Seconds("--timeout", parsed.GetValue(_timeout)) is { } timeout)
        {
            options = options with { AnswerTimeout = timeout };
        }

        options = options with { Processes = OptionText.Count("--jobs", parsed.GetValue(_jobs)) ?? 1 };
        try
        {
            return [.. names.Select(name => OracleCatalogue.Create(name, options))];
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"--oracle: {WithoutParameter(fault)}");
        }
    }

    // The name of a parameter in the code says nothing to who types a command.
    private static string WithoutParameter(ArgumentException fault)
        => fault.Message.Replace($" (Parameter '{fault.ParamName}')", string.Empty, StringComparison.Ordinal);

    private static Option<string> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };
}
