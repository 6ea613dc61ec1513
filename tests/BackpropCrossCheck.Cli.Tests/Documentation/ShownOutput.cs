using System.Globalization;
using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Cli.Tests.Documentation;

/// <summary>What a page shows of a command's output.</summary>
internal static class ShownOutput
{
    /// <summary>A pattern for the whole output: "…" alone in a line stands for any lines, within a line for anything.</summary>
    public static string Pattern(string shown) => "\\A" + string.Concat(shown.TrimEnd('\n').Split('\n').Select(line =>
        line == "…" ? "(?:.*\n)*?" : Regex.Escape(line).Replace("…", ".*", StringComparison.Ordinal) + "\n")) + "\\z";

    /// <summary>The exit code that an output names last; 0 if it names none, as a document of <c>trace</c>.</summary>
    public static int ExitCode(string output)
    {
        Match? last = Regex.Matches(output, @"\(exit code (\d)\)").LastOrDefault();
        return last is null ? 0 : int.Parse(last.Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
