using System.CommandLine;
using System.CommandLine.Parsing;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli;

/// <summary>Explains an invalid command line: which part, what was found, what is expected.</summary>
internal static class ParseFault
{
    /// <summary>The faults, the most telling first.</summary>
    /// <param name="parsed">The command line.</param>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string[] names = [.. command.Subcommands.Select(sub => sub.Name)];
        return parsed.UnmatchedTokens.Count > 0 && names.Length > 0 ? [Unmatched(parsed.UnmatchedTokens[0], command, names)]
            : parsed.UnmatchedTokens.Count > 0 ? [.. parsed.UnmatchedTokens.Select(token => Unmatched(token, command, names))]
            : names.Length > 0 ? [$"a command is expected. {Commands(names)}"]
            : [.. parsed.Errors.Select(error => Of(error)).Distinct()];
    }

    /// <summary>The message for an option that does not exist.</summary>
    /// <param name="token">The word that was found.</param>
    /// <param name="command">The command.</param>
    public static string UnknownOption(string token, Command command)
    {
        string name = token.Split('=', ':')[0];
        return $"there is no option {PrintableText.Of(name)}{NearestName.Question(name, command.Options.Select(option => option.Name))}";
    }

    private static string Commands(string[] names) => $"The commands are {Wording.List(names)}.";

    private static string Unmatched(string token, Command command, string[] names)
        => token.StartsWith('-') ? UnknownOption(token, command)
            : names.Length == 0 ? $"{command.Name}: {Wording.Quote(token)} was found where nothing more is expected."
            : $"there is no command {Wording.Quote(token)}{NearestName.Question(token, names)} {Commands(names)}"
                + (Path.Exists(token)
                    ? $" To check {PrintableText.Of(token)}: backprop-check check {PrintableText.Of(token)}"
                    : string.Empty);

    private static string Of(ParseError error)
    {
        OptionResult? given = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        if (given is not null)
        {
            Option option = given.Option;
            string[] values = [.. given.Tokens.Select(token => token.Value)];
            return option.ValueType == typeof(bool) ? $"{option.Name} is given alone, without {Wording.Quote(string.Join(' ', values))}."
                : values.Length == 0 ? $"{option.Name}: a value is missing; {option.Name} {option.HelpName} is expected."
                : $"{option.Name}: {values.Length} values were found ({string.Join(", ", values.Select(Wording.Quote))}), one is expected.";
        }

        return error.SymbolResult is ArgumentResult { Argument: { } argument } result && result.Tokens.Count == 0
            ? $"{argument.Name} is missing: {PathArguments.Expected(argument.Name)} is expected."
            : error.Message;
    }
}
