using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.GitHub;
using BackpropCrossCheck.Reports.Markdown;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli;

/// <summary>What a run says to GitHub where it is a step of a workflow: annotations, and the summary of the job.</summary>
/// <param name="environment">Gives the value of an environment variable, or null.</param>
internal sealed class GitHubActions(Func<string, string?> environment)
{
    private const string Variable = "GITHUB_STEP_SUMMARY";

    /// <summary>What is written besides the log: the summary of the job; nothing elsewhere.</summary>
    public IReadOnlyList<AskedOutput> Outputs => Summary is { } summary ? [AskedOutput.Of(Variable, summary, summary)] : [];

    private bool IsWorkflow => environment("GITHUB_ACTIONS") is not (null or "" or "false");

    private string? Summary => IsWorkflow && environment(Variable) is { Length: > 0 } summary ? summary : null;

    /// <summary>Writes annotations and summary; nothing elsewhere.</summary>
    /// <param name="report">The report.</param>
    /// <param name="options">What else decides the text.</param>
    /// <param name="log">What GitHub reads the log from.</param>
    /// <param name="diagnostics">For errors.</param>
    /// <returns>False where the summary could not be written.</returns>
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
