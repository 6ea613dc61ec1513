using System.CommandLine;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Cli;

/// <summary><c>help COMMAND</c>: the same as COMMAND --help.</summary>
internal static class HelpCommand
{
    /// <summary>The command.</summary>
    /// <param name="root">All commands.</param>
    public static Command Create(Command root)
    {
        var name = new Argument<string>("COMMAND") { Description = "The command.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("help", "Show what a command does, and its options.") { name };
        command.SetAction(parsed =>
        {
            string? asked = parsed.GetValue(name);
            string[] names = [.. root.Subcommands.Select(sub => sub.Name)];
            return asked is null || names.Contains(asked)
                ? root.Parse([.. asked is null ? Array.Empty<string>() : [asked], "--help"]).Invoke(parsed.InvocationConfiguration)
                : throw new UsageException(
                    $"there is no command {Wording.Quote(asked)}{NearestName.Question(asked, names)} "
                        + $"The commands are {Wording.List(names)}.");
        });
        return command;
    }
}
