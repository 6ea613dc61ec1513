using System.Globalization;
using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Cli.Tests.Documentation;

/// <summary>The part of a command's output that a page shows.</summary>
internal static class ShownOutput
{
    /// <summary>A pattern for the whole output: "…" alone on a line stands for any lines; within a line it stands for any text.</summary>
    /// <remarks>If nothing is shown, nothing may be printed.</remarks>
    public static string Pattern(string shown) => shown.Length == 0 ? "\\A\\z" : Lines(shown);

    /// <summary>The exit code that an output names last; 0 if it names none, like the output of <c>trace</c>.</summary>
    public static int ExitCode(string output)
    {
        Match? last = Regex.Matches(output, @"\(exit code (\d)\)").LastOrDefault();
        return last is null ? 0 : int.Parse(last.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static string Lines(string shown) => "\\A" + string.Concat(shown.TrimEnd('\n').Split('\n').Select(line =>
        line == "…" ? "(?:.*\n)*?" : Regex.Escape(line).Replace("…", ".*", StringComparison.Ordinal) + "\n")) + "\\z";
}
