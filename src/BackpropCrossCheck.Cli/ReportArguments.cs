using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli;

/// <summary>The options for what is reported, and where.</summary>
/// <param name="formats">The formats that the command has; null for those of every command.</param>
internal sealed class ReportArguments(IReadOnlyList<IReportFormat>? formats = null)
{
    private readonly IReadOnlyList<IReportFormat> _formats = formats ?? ReportFormats.All;
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Leave passing fixtures out." };
    private readonly Option<bool> _noColor = new("--no-color") { Description = "No colour, as with the variable NO_COLOR." };
    private readonly Option<bool> _all = new("--all") { Description = "Every number in console and JSON, not only those that differ." };
    private readonly Option<string[]> _reports = new("--report")
    {
        Description = "Write a report (repeatable): "
            + string.Join(", ", (formats ?? ReportFormats.All).Select(format => $"{format.Name} ({format.Readers})"))
            + "; - is standard output.",
        HelpName = "FORMAT=PATH",
    };

    /// <summary>--report.</summary>
    public Option Reports => _reports;

    /// <summary>--report and --all.</summary>
    public IEnumerable<Option> Content => [_reports, _all];

    /// <summary>--quiet and --no-color.</summary>
    public IEnumerable<Option> Appearance => [_quiet, _noColor];

    /// <summary>--no-color.</summary>
    public Option Colour => _noColor;

    /// <summary>Whether every number is shown.</summary>
    public bool All(ParseResult parsed) => parsed.GetValue(_all);

    /// <summary>Whether passing fixtures are left out.</summary>
    public bool Quiet(ParseResult parsed) => parsed.GetValue(_quiet);

    /// <summary>Where the reports go.</summary>
    /// <exception cref="UsageException">A value is not of the form FORMAT=PATH.</exception>
    public IReadOnlyList<ReportTarget> Targets(ParseResult parsed) => ReportTarget.ParseAll(parsed.GetValue(_reports) ?? [], _formats);

    /// <summary>Rejects reports, including GitHub's summary, that would overwrite an input of the command or each other.</summary>
    /// <param name="targets">The reports.</param>
    /// <param name="inputs">Every file that the command reads.</param>
    /// <exception cref="UsageException">A report would overwrite something.</exception>
    public static void RefuseOverwriting(IReadOnlyList<ReportTarget> targets, IEnumerable<string> inputs)
        => AskedOutputs.Refuse(
            [.. targets.Select(target => target.Asked), .. new GitHubActions(Environment.GetEnvironmentVariable).Outputs], inputs);

    /// <summary>The report for people.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="all">Whether it shows every number.</param>
    /// <param name="targets">The other reports. If one of them goes to standard output, it gets all of it, and the report for people goes
    /// to standard error instead.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="diagnostics">Standard error.</param>
    public ConsoleReport Console(
        ParseResult parsed, bool all, IReadOnlyList<ReportTarget> targets, TextWriter output, TextWriter diagnostics)
    {
        bool toError = HaveOutput(targets);
        return new ConsoleReport(toError ? diagnostics : output, HasColour(parsed, toError), all, Quiet(parsed));
    }

    /// <summary>Writes every report, and in a GitHub workflow also the annotations and the summary. If one report cannot be written, the
    /// others still are.</summary>
    /// <param name="all">Whether the reports contain every number.</param>
    /// <param name="targets">The reports and where they go.</param>
    /// <param name="report">The report.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="diagnostics">Standard error.</param>
    /// <param name="graded">The graded answers that the report is about; null for every other report.</param>
    /// <returns>The exit code: the report's own, or the one for an internal error if a report was not written.</returns>
    public static int Write(
        bool all,
        IReadOnlyList<ReportTarget> targets,
        CheckReport report,
        TextWriter output,
        TextWriter diagnostics,
        GradedClass? graded = null)
    {
        var options = new ReportOptions(all, SourceRoot.Around(Environment.CurrentDirectory), graded);
        // GitHub reads commands from standard error as well.
        bool isSummarised = false;
        bool isTold = ReportBoundary.Write(
            "the output for GitHub",
            diagnostics,
            () => isSummarised = new GitHubActions(Environment.GetEnvironmentVariable)
                .Write(report, options, HaveOutput(targets) ? diagnostics : output, diagnostics));
        // A report may go to standard output under another name, and an interrupt while it is being written ends the program.
        output.Flush();
        int exitCode = isTold && isSummarised ? report.ExitCode : ExitCode.InternalError;
        foreach (ReportTarget target in targets)
        {
            try
            {
                string name = $"the report {target.Format.Name}={target.Path}";
                if (!ReportBoundary.Write(name, diagnostics, () => target.Write(report, options)))
                {
                    exitCode = ExitCode.InternalError;
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                diagnostics.WriteLine(
                    $"backprop-check: the report {PrintableText.Of(target.Path)} cannot be written: {PrintableText.Of(fault.Message)} "
                        + $"(exit code {ExitCode.InternalError})");
                exitCode = ExitCode.InternalError;
            }
        }

        return exitCode;
    }

    /// <summary>Whether the report for people is coloured.</summary>
    public bool HasColour(ParseResult parsed, bool toError) => Terminal.HasColour(parsed.GetValue(_noColor), toError);

    /// <summary>Whether a report goes to standard output. The report for people then goes to standard error.</summary>
    /// <param name="targets">The reports.</param>
    public static bool HaveOutput(IReadOnlyList<ReportTarget> targets) => targets.Any(target => target.IsStandardOutput);
}
