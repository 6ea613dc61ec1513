using System.Text.RegularExpressions;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports;

/// <summary>The command that reproduces the result of one fixture.</summary>
internal static partial class ReproduceCommand
{
    /// <summary>The placeholder for the fixtures among a report's arguments.</summary>
    public const string Path = "PATH";

    /// <summary>"backprop-check check my-network.json --oracle tensorflow-js", for a POSIX shell.</summary>
    /// <param name="report">The report.</param>
    /// <param name="fixture">The fixture.</param>
    public static string Of(CheckReport report, FixtureReport fixture)
    {
        // A word that begins with - would be taken for an option.
        string file = fixture.File.StartsWith('-') && fixture.File != StandardInput.Path ? "./" + fixture.File : fixture.File;
        string[] words = report.Arguments.Count == 0 ? ["check", Path] : [.. report.Arguments];
        int path = Array.IndexOf(words, Path);
        return string.Join(
            ' ',
            words.Select((word, i) => i == path ? file : word).Prepend(ToolVersion.Name).Select(word => Quoted(PrintableText.Of(word))));
    }

    /// <summary>A command with a file as its argument, for a POSIX shell.</summary>
    /// <param name="command">The command.</param>
    /// <param name="file">The file.</param>
    /// <param name="options">More words.</param>
    public static string Of(string command, string file, params IEnumerable<string> options) => string.Join(
        ' ',
        [ToolVersion.Name, command, .. options.Prepend(file.StartsWith('-') ? "./" + file : file)
            .Select(word => Quoted(PrintableText.Of(word)))]);

    private static string Quoted(string word) => Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[A-Za-z0-9_./:=@%+,-]+\z")]
    private static partial Regex Plain();
}
