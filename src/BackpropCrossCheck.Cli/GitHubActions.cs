using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.GitHub;
using BackpropCrossCheck.Reports.Markdown;

namespace BackpropCrossCheck.Cli;

/// <summary>What a run says to GitHub where it is a step of a workflow: annotations, and the summary of the job.</summary>
/// <param name="environment">Gives the value of an environment variable, or null.</param>
internal sealed class GitHubActions(Func<string, string?> environment)
{
    /// <summary>Writes annotations and summary; nothing elsewhere.</summary>
    /// <param name="report">The report.</param>
    /// <param name="options">What else decides the text.</param>
    /// <param name="log">What GitHub reads the log from.</param>
    /// <param name="diagnostics">For errors.</param>
    public void Write(CheckReport report, ReportOptions options, TextWriter log, TextWriter diagnostics)
    {
        if (environment("GITHUB_ACTIONS") is null or "" or "false")
        {
            return;
        }

        GitHubAnnotations.Write(report, log, options.Root);
        if (environment("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
        {
            Append(report, options, summary, diagnostics);
        }
    }

    /// <summary>Nobody asked for the summary by an option: where it cannot be written, for example in a container that does not see the file, the run says so and
    /// keeps its exit code.</summary>
    private static void Append(CheckReport report, ReportOptions options, string path, TextWriter diagnostics)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write);
            MarkdownFormat.Write(report, file, options, MarkdownFormat.Limit - file.Position);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            diagnostics.WriteLine($"backprop-check: the summary of the job ({PrintableText.Of(path)}, from GITHUB_STEP_SUMMARY) cannot be written: {PrintableText.Of(fault.Message)}");
        }
    }
}
