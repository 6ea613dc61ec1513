using System.CommandLine;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Cli;

/// <summary>The argument PATH... of the commands that go through fixtures.</summary>
internal sealed class PathArguments
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Fixtures, or folders with fixtures in them.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Adds it to the command.</summary>
    public void AddTo(Command command) => command.Add(_paths);

    /// <summary>The files.</summary>
    /// <exception cref="UsageException">A path looks like an option that does not exist, or is empty.</exception>
    public FixtureSelection Selection(ParseResult parsed)
    {
        string[] paths = parsed.GetValue(_paths) ?? [];
        Command command = parsed.CommandResult.Command;
        string? option = paths.FirstOrDefault(path => path.StartsWith('-') && !Path.Exists(path));
        return option is not null
                ? throw new UsageException($"{ParseFault.UnknownOption(option, command)} backprop-check {command.Name} --help lists them. A file of that name is written ./{option}.")
            : paths.Contains(string.Empty) ? throw new UsageException("PATH \"\": an empty path was found; a fixture, or a folder with fixtures in it, is expected.")
            : FixtureFiles.Expand(paths);
    }
}
