using System.CommandLine;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Oracles;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Cli.Configuring;

/// <summary>What backprop-check.json says: names of oracles, and options that commands have unless the command line gives them.</summary>
/// <param name="File">The file, relative to the working folder.</param>
/// <param name="Oracles">The oracles, by the names that it gives them: "exec:COMMAND", or an oracle that comes with the product.</param>
/// <param name="Defaults">The options, by command.</param>
internal sealed record Configuration(
    string File, IReadOnlyDictionary<string, string> Oracles, IReadOnlyDictionary<string, IReadOnlyList<ConfiguredOption>> Defaults)
{
    /// <summary>The option that leaves the configuration out.</summary>
    public const string LeaveOut = "--no-config";

    private IReadOnlyList<ConfiguredOption> _applied = [];

    /// <summary>No configuration.</summary>
    public static Configuration None { get; } = new(
        string.Empty, new Dictionary<string, string>(), new Dictionary<string, IReadOnlyList<ConfiguredOption>>());

    /// <summary>Whether there is none.</summary>
    public bool IsNone => File.Length == 0;

    /// <summary>The folder of the file. The commands of its oracles run there.</summary>
    private string Folder => Path.GetDirectoryName(Path.GetFullPath(File))!;

    /// <summary>The option that leaves the configuration out, for a command that reads one.</summary>
    public static Option<bool> LeaveOutOption() => new(LeaveOut) { Description = "Do not read backprop-check.json." };

    /// <summary>The configuration with the options that it adds to a command line. An option that the command line gives is not
    /// added.</summary>
    /// <param name="parsed">The command line.</param>
    public Configuration For(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        return this with
        {
            _applied =
            [
                .. Defaults.GetValueOrDefault(command.Name, [])
                    .Where(given => parsed.GetResult(command.Options.First(option => option.Name == given.Name))
                        is null or { Implicit: true }),
            ],
        };
    }

    /// <summary>A command line with the options that the configuration adds.</summary>
    /// <param name="arguments">The words; the first is the command.</param>
    public string[] Extend(string[] arguments) => [arguments[0], .. _applied.SelectMany(option => option.Words), .. arguments[1..]];

    /// <summary>An oracle by its name here or elsewhere, not started yet.</summary>
    /// <param name="name">The name.</param>
    /// <param name="options">How it is run.</param>
    /// <exception cref="ArgumentException">There is no oracle of that name.</exception>
    public IOracle Create(string name, OracleOptions options)
    {
        if (Oracles.TryGetValue(name, out string? asked))
        {
            return OracleCatalogue.Create(asked, options with { WorkingFolder = Folder });
        }

        try
        {
            return OracleCatalogue.Create(name, options);
        }
        catch (ArgumentException fault) when (Oracles.Count > 0)
        {
            throw new ArgumentException(
                $"{OracleArguments.WithoutParameter(fault)} {File} names {string.Join(", ", Oracles.Keys)}.", fault);
        }
    }

    /// <summary>The files that oracles' commands name, and the configuration's own: a run reads them all.</summary>
    /// <param name="names">The oracles.</param>
    public IEnumerable<string> Files(IEnumerable<string> names) =>
    [
        .. IsNone ? Array.Empty<string>() : [File],
        .. names.SelectMany(name => Oracles.TryGetValue(name, out string? asked)
            ? CommandFiles.Of([asked], Folder)
            : CommandFiles.Of([name], string.Empty)),
    ];

    /// <summary>Whether a path is the configuration's own file.</summary>
    /// <param name="path">The path.</param>
    public bool Is(string path) => !IsNone && Path.GetFullPath(path) == Path.GetFullPath(File);

    /// <summary>Says that the configuration was read, and what it adds, in the first line of the output.</summary>
    /// <param name="console">Where it is written.</param>
    public void Announce(ConsoleStyle console)
    {
        if (IsNone)
        {
            return;
        }

        string names = Oracles.Count == 0 ? string.Empty
            : $": {string.Join(", ", Oracles.Select(oracle => $"{oracle.Key} is {oracle.Value}"))}";
        string added = _applied.Count == 0 ? string.Empty : $"; it adds {string.Join(' ', _applied.SelectMany(option => option.Words))}";
        console.Paragraph(0, "configured   ", $"{File} was read{names}{added}; {LeaveOut} leaves it out");
    }

    /// <summary>A message about an option, with the place in the configuration if that gave it.</summary>
    /// <param name="message">The message, which begins with the option.</param>
    public string Located(string message)
        => _applied.FirstOrDefault(option => message == option.Name
            || message.StartsWith(option.Name + " ", StringComparison.Ordinal)
            || message.StartsWith(option.Name + ":", StringComparison.Ordinal)) is { } option
            ? $"{option.Place}: {message}"
            : message;
}
