using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.GitHub;
using BackpropCrossCheck.Reports.Markdown;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli;

/// <summary>The extra output of a run inside a GitHub workflow: annotations, and the job's summary.</summary>
/// <param name="environment">Returns the value of an environment variable, or null.</param>
internal sealed class GitHubActions(Func<string, string?> environment)
{
    private const string Variable = "GITHUB_STEP_SUMMARY";

    /// <summary>What is written besides the log: the job's summary. Empty outside GitHub.</summary>
    public IReadOnlyList<AskedOutput> Outputs => Summary is { } summary ? [AskedOutput.Of(Variable, summary, summary)] : [];

    private bool IsWorkflow => environment("GITHUB_ACTIONS") is not (null or "" or "false");

    private string? Summary => IsWorkflow && environment(Variable) is { Length: > 0 } summary ? summary : null;

    /// <summary>Writes the annotations and the summary. Does nothing outside GitHub.</summary>
    /// <param name="report">The report.</param>
    /// <param name="options">Everything else that affects the text.</param>
    /// <param name="log">The stream that GitHub reads as its log.</param>
    /// <param name="diagnostics">For errors.</param>
    /// <returns>False if the summary could not be written.</returns>
    public bool Write(CheckReport report, ReportOptions options, TextWriter log, TextWriter diagnostics)
    {
        if (IsWorkflow)
        {
            GitHubAnnotations.Write(report, log, options.Root);
        }

        return Summary is not { } summary || Append(report, options, summary, diagnostics);
    }

    private static bool Append(CheckReport report, ReportOptions options, string path, TextWriter diagnostics)
    {
        try
        {
            using Stream file = WholeFile.Append(path);
            MarkdownFormat.Write(report, file, options, MarkdownFormat.Limit - (file.CanSeek ? file.Position : 0));
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.WriteLine(
                $"backprop-check: the summary of the job ({PrintableText.Of(path)}, from GITHUB_STEP_SUMMARY) cannot be written: "
                    + $"{PrintableText.Of(fault.Message)} (exit code {ExitCode.InternalError})");
            return false;
        }
    }
}
