using System.CommandLine;
using System.CommandLine.Parsing;
using BackpropCrossCheck.Cli.Configuring;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Cli;

/// <summary>The argument PATH... of all commands that work on a set of fixtures.</summary>
/// <param name="configuration">The configuration. Its file is no fixture, even if a shell has put it among the paths.</param>
internal sealed class PathArguments(Configuration configuration)
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Fixtures, or folders with fixtures in them; - is a fixture on standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Adds the argument to the command.</summary>
    public void AddTo(Command command) => command.Add(_paths);

    /// <summary>The fixtures' files.</summary>
    /// <exception cref="UsageException">A path is empty, or looks like an option that does not exist.</exception>
    public FixtureSelection Selection(ParseResult parsed)
        => FixtureFiles.Expand(Checked(parsed, "PATH", parsed.GetValue(_paths) ?? [])
            .SelectMany(Wildcards.Expand).Where(path => !configuration.Is(path)));

    /// <summary>What to expect in place of an argument that is a path.</summary>
    /// <param name="name">The argument.</param>
    public static string Expected(string name) => name switch
    {
        "FIXTURE" => "a fixture",
        "fixture|report|protocol" => "the name of a schema",
        "MODEL" => "a saved model",
        "FILE" => "a baseline that record has written",
        "REPORT" => "a JSON report of a shard, or a folder with such reports,",
        "ANSWERS" => "a file of answers, or a folder with such files in it,",
        _ => "a fixture, or a folder with fixtures in it,",
    };

    /// <summary>Checks the paths given for an argument.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="name">The argument.</param>
    /// <param name="paths">Its values.</param>
    /// <exception cref="UsageException">A path is empty, or looks like an option that does not exist.</exception>
    public static string[] Checked(ParseResult parsed, string name, string[] paths)
    {
        Command command = parsed.CommandResult.Command;
        string? option = paths.FirstOrDefault(
            path => path.StartsWith('-') && !Path.Exists(path) && !(path == StandardInput.Path && name is ("PATH" or "FIXTURE" or "FILE")));
        return option is not null && parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
                ? throw new UsageException(
                    $"{name} {option}: there is no such file. Everything after -- is a path; put options before it.")
            : option is not null
                ? throw new UsageException(
                    $"{ParseFault.UnknownOption(option, command)} backprop-check {command.Name} --help lists them. "
                        + $"A file of that name is written ./{option}.")
            : paths.Contains(string.Empty) ? throw new UsageException(
                $"{name} \"\": an empty path was found; {Expected(name)} is expected.")
            : paths;
    }
}
