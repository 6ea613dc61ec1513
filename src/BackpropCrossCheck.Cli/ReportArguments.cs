using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli;

/// <summary>The options that say what is reported, and where.</summary>
internal sealed class ReportArguments
{
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Leave passing fixtures out." };
    private readonly Option<bool> _noColor = new("--no-color") { Description = "No colour; the variable NO_COLOR says the same." };
    private readonly Option<bool> _all = new("--all") { Description = "Every number in console and JSON, not only those that differ." };
    private readonly Option<string[]> _reports = new("--report")
    {
        Description =
            $"Write a report (repeatable): {string.Join(", ", ReportFormats.All.Select(format => $"{format.Name} ({format.Readers})"))}; - "
                + "is standard output.",
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

    /// <summary>Whether every number is to be shown.</summary>
    public bool All(ParseResult parsed) => parsed.GetValue(_all);

    /// <summary>Whether passing fixtures are left out.</summary>
    public bool Quiet(ParseResult parsed) => parsed.GetValue(_quiet);

    /// <summary>Where the reports go.</summary>
    /// <exception cref="UsageException">One is not of the form FORMAT=PATH.</exception>
    public IReadOnlyList<ReportTarget> Targets(ParseResult parsed) => ReportTarget.ParseAll(parsed.GetValue(_reports) ?? []);

    /// <summary>Refuses reports, the summary for GitHub among them, that would be written over what the command reads or over each
    /// other.</summary>
    /// <param name="targets">The reports.</param>
    /// <param name="inputs">Every file that the command reads.</param>
    /// <exception cref="UsageException">One of them would.</exception>
    public static void RefuseOverwriting(IReadOnlyList<ReportTarget> targets, IEnumerable<string> inputs)
        => AskedOutputs.Refuse(
            [.. targets.Select(target => target.Asked), .. new GitHubActions(Environment.GetEnvironmentVariable).Outputs], inputs);

    /// <summary>The report that a person reads.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="all">Whether it has every number.</param>
    /// <param name="targets">The other reports. Where one of them goes to standard output, it has that for itself; what a person reads goes
    /// to standard error then.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="diagnostics">Standard error.</param>
    public ConsoleReport Console(
        ParseResult parsed, bool all, IReadOnlyList<ReportTarget> targets, TextWriter output, TextWriter diagnostics)
    {
        bool toError = HaveOutput(targets);
        return new ConsoleReport(toError ? diagnostics : output, HasColour(parsed, toError), all, Quiet(parsed));
    }

    /// <summary>Writes every report, and what GitHub is told where this is a step of a workflow; a report that cannot be written does not
    /// stop the others.</summary>
    /// <param name="all">Whether they hold every number.</param>
    /// <param name="targets">Where to.</param>
    /// <param name="report">The report.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="diagnostics">Standard error.</param>
    /// <returns>The exit code: that of the report, or that of an internal error where one was not written.</returns>
    public static int Write(bool all, IReadOnlyList<ReportTarget> targets, CheckReport report, TextWriter output, TextWriter diagnostics)
    {
        var options = new ReportOptions(all, SourceRoot.Around(Environment.CurrentDirectory));
        // GitHub reads its commands from standard error too.
        bool isSummarised = false;
        bool isTold = ReportBoundary.Write(
            "what GitHub is told",
            diagnostics,
            () => isSummarised = new GitHubActions(Environment.GetEnvironmentVariable)
                .Write(report, options, HaveOutput(targets) ? diagnostics : output, diagnostics));
        // A report may go where standard output goes, by another name, and an interrupt while one is written ends the program.
        output.Flush();
        int exitCode = isTold && isSummarised ? report.ExitCode : ExitCode.InternalError;
        foreach (ReportTarget target in targets)
        {
            try
            {
                if (!ReportBoundary.Write($"the report {target.Format.Name}={target.Path}", diagnostics, () => target.Write(report, options)))
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

    /// <summary>Whether the report that a person reads is coloured.</summary>
    public bool HasColour(ParseResult parsed, bool toError) => Terminal.HasColour(parsed.GetValue(_noColor), toError);

    /// <summary>Whether a report goes to standard output; what a person reads goes to standard error then.</summary>
    /// <param name="targets">The reports.</param>
    public static bool HaveOutput(IReadOnlyList<ReportTarget> targets) => targets.Any(target => target.IsStandardOutput);
}
