using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Cli.Tests.Documentation;

/// <summary>A command that a page shows: a line after "$ " in a block of the kind "console", and the output below it.</summary>
/// <param name="Page">The page.</param>
/// <param name="Text">The command.</param>
/// <param name="Shown">The output that the page shows; "…" stands for a part of a line or for whole lines.</param>
/// <param name="Before">The commands before it in its block, which it may build on.</param>
/// <param name="WhyNotRun">Why no test runs it; null for a command that is run.</param>
internal sealed record ShownCommand(Page Page, string Text, string Shown, IReadOnlyList<string> Before, string? WhyNotRun)
{
    private const string FromSource = "dotnet run --project src/BackpropCrossCheck.Cli -- ";
    private const string Installed = "backprop-check ";
    private const string NotRun = "not run: ";

    /// <summary>Every command of every page.</summary>
    public static IReadOnlyList<ShownCommand> All { get; } =
        [.. Page.All.SelectMany(page => page.Blocks.Where(block => block.Kind == "console").SelectMany(block => In(page, block)))];

    /// <summary>The arguments of backprop-check, run from source or installed; null for another command.</summary>
    public static string[]? ArgumentsOf(string command)
        => command.StartsWith(FromSource, StringComparison.Ordinal) ? Words(command[FromSource.Length..])
            : command.StartsWith(Installed, StringComparison.Ordinal) ? Words(command[Installed.Length..])
            : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Page}: {Text}";

    private static IEnumerable<ShownCommand> In(Page page, PageBlock block)
    {
        string? reason = block.Label.Length == 0 ? null
            : block.Label.StartsWith(NotRun, StringComparison.Ordinal) ? block.Label[NotRun.Length..]
            : throw new FormatException($"{page}: a console block is labelled \"{block.Label}\", not \"{NotRun}REASON\".");
        string[] parts = Regex.Split("\n" + block.Text, @"\n\$ ");
        if (parts.Length == 1 || parts[0].Length > 0)
        {
            throw new FormatException($"{page}: a console block does not begin with a command after \"$ \".");
        }

        string[] commands = [.. parts.Skip(1).Select(part => part.Split('\n')[0])];
        return commands.Select((command, i) => new ShownCommand(page, command, Output(parts[i + 1]), commands[..i], reason));
    }

    private static string Output(string part)
        => part.Contains('\n', StringComparison.Ordinal) ? part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..] : "";

    private static string[] Words(string arguments)
        => [.. Regex.Matches(arguments, "\"([^\"]*)\"|(\\S+)").Select(match => match.Groups[1].Value + match.Groups[2].Value)];
}
