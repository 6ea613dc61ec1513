using System.Text;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>Splits a command into words like a POSIX shell. Nothing is expanded, and no shell runs.</summary>
/// <remarks>Source: IEEE Std 1003.1, Shell Command Language, section 2.2 (quoting). $, *, ~, | and similar characters are ordinary ones
/// here.</remarks>
public static class ShellWords
{
    private const string EscapedInDoubleQuotes = "$`\"\\";

    /// <summary>The words of a command.</summary>
    /// <param name="command">Words separated by blanks. '…' keeps everything. "…" keeps everything but \ before $ ` " \. Outside quotes, \
    /// keeps the next character. A \ at the end of a line disappears together with the line end.</param>
    /// <exception cref="FormatException">A quote is not closed, nothing follows the last \, or there is no word.</exception>
    public static IReadOnlyList<string> Split(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var words = new List<string>();
        StringBuilder? word = null;
        int i = 0;
        while (i < command.Length)
        {
            char c = command[i];
            if (c is ' ' or '\t' or '\n' or '\r')
            {
                Finish(words, ref word);
                i++;
            }
            else
            {
                i = c switch
                {
                    '\'' => SingleQuoted(command, i, word ??= new StringBuilder()),
                    '"' => DoubleQuoted(command, i, word ??= new StringBuilder()),
                    '\\' => Escaped(command, i, ref word),
                    _ => Plain(command, i, word ??= new StringBuilder()),
                };
            }
        }

        Finish(words, ref word);
        return words.Count > 0 ? words : throw new FormatException("The command is empty: name a program after \"exec:\".");
    }

    private static void Finish(List<string> words, ref StringBuilder? word)
    {
        if (word is not null)
        {
            words.Add(word.ToString());
            word = null;
        }
    }

    private static int Plain(string command, int at, StringBuilder word)
    {
        word.Append(command[at]);
        return at + 1;
    }

    private static int Escaped(string command, int at, ref StringBuilder? word)
    {
        if (at + 1 == command.Length)
        {
            throw new FormatException($"The command ends with a backslash (character {at + 1}): write \\\\ or put it in single quotes.");
        }

        if (command[at + 1] != '\n')
        {
            (word ??= new StringBuilder()).Append(command[at + 1]);
        }

        return at + 2;
    }

    private static int SingleQuoted(string command, int at, StringBuilder word)
    {
        int end = command.IndexOf('\'', at + 1);
        if (end < 0)
        {
            throw NotClosed(command, at);
        }

        word.Append(command, at + 1, end - at - 1);
        return end + 1;
    }

    private static int DoubleQuoted(string command, int at, StringBuilder word)
    {
        for (int i = at + 1; i < command.Length; i++)
        {
            char next = i + 1 < command.Length ? command[i + 1] : '\0';
            if (command[i] == '"')
            {
                return i + 1;
            }

            if (command[i] == '\\' && next == '\n')
            {
                i++;
            }
            else if (command[i] == '\\' && EscapedInDoubleQuotes.Contains(next, StringComparison.Ordinal))
            {
                word.Append(next);
                i++;
            }
            else
            {
                word.Append(command[i]);
            }
        }

        throw NotClosed(command, at);
    }

    private static FormatException NotClosed(string command, int at)
        => new($"The quote {command[at]} at character {at + 1} of the command is not closed: {command}");
}
