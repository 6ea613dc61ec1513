using System.Text.RegularExpressions;
using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports;

/// <summary>The command that shows one fixture's result again.</summary>
internal static partial class ReproduceCommand
{
    /// <summary>"backprop-check check my-network.json --oracle tensorflow-js", for a POSIX shell.</summary>
    /// <param name="report">The report.</param>
    /// <param name="fixture">The fixture.</param>
    public static string Of(CheckReport report, FixtureReport fixture)
    {
        string[] command = [.. report.Arguments.TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal))];
        IEnumerable<string> options = report.Arguments.Skip(command.Length);
        // A word that begins with - would be an option.
        string file = fixture.File.StartsWith('-') ? "./" + fixture.File : fixture.File;
        return string.Join(' ', ((string[])[ToolVersion.Name, .. command.Length == 0 ? ["check"] : command, file, .. options]).Select(word => Quoted(PrintableText.Of(word))));
    }

    private static string Quoted(string word) => Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[A-Za-z0-9_./:=@%+,-]+\z")]
    private static partial Regex Plain();
}
