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
        // A word that begins with - would be an option.
        string file = fixture.File.StartsWith('-') ? "./" + fixture.File : fixture.File;
        return string.Join(' ', new[] { ToolVersion.Name, "check", file }.Concat(report.Arguments).Select(word => Quoted(PrintableText.Of(word))));
    }

    private static string Quoted(string word) => Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[A-Za-z0-9_./:=@%+,-]+\z")]
    private static partial Regex Plain();
}
