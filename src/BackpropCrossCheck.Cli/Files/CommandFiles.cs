using BackpropCrossCheck.Oracles;
using BackpropCrossCheck.Oracles.Processes;

namespace BackpropCrossCheck.Cli.Files;

/// <summary>The files named in oracles' commands: a program counts as an input too.</summary>
internal static class CommandFiles
{
    /// <summary>Those words of the commands that name files.</summary>
    /// <param name="oracles">The names of oracles, "exec:COMMAND" among them.</param>
    /// <param name="folder">The folder in which the commands run; empty for the working folder.</param>
    public static IEnumerable<string> Of(IEnumerable<string> oracles, string folder)
        => oracles.Where(name => name.StartsWith(OracleCatalogue.CommandPrefix, StringComparison.Ordinal))
            .SelectMany(name => Words(name[OracleCatalogue.CommandPrefix.Length..]))
            .Select(word => Path.Combine(folder, word))
            .Where(File.Exists);

    private static IReadOnlyList<string> Words(string command)
    {
        try
        {
            return ShellWords.Split(command);
        }
        catch (FormatException)
        {
            // It names no program. The code that creates the oracle reports that.
            return [];
        }
    }
}
