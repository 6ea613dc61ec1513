using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.Reading;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli;

/// <summary><c>merge REPORT...</c>: merges the JSON reports of several shards into one report.</summary>
internal static class MergeCommand
{
    /// <summary>The command.</summary>
    /// <param name="output">For results.</param>
    /// <param name="diagnostics">For errors.</param>
    public static Command Create(TextWriter output, TextWriter diagnostics)
    {
        var files = new Argument<string[]>("REPORT")
        {
            Description = "JSON reports of shards, or folders with them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var partial = new Option<bool>("--partial")
        {
            Description = "Merge even if shards are missing; they are named, and the result is not a pass.",
        };
        var reports = new ReportArguments();
        var size = new SizeArgument();
        var command = new Command("merge", "Merge the JSON reports of shards into one report with one exit code.") { files };
        foreach (Option option in (Option[])[partial, reports.Reports, size.Option, .. reports.Appearance])
        {
            command.Add(option);
        }

        command.SetAction(
            parsed => Run(parsed.GetValue(files) ?? [], parsed.GetValue(partial), reports, size.Of(parsed), parsed, output, diagnostics));
        return command;
    }

    private static int Run(
        string[] paths, bool partial, ReportArguments arguments, int limit, ParseResult parsed, TextWriter output, TextWriter diagnostics)
    {
        IReadOnlyList<ReportTarget> targets = arguments.Targets(parsed);
        string? option = paths.FirstOrDefault(path => path.StartsWith('-') && !Path.Exists(path));
        if (option is not null)
        {
            throw new UsageException(ParseFault.UnknownOption(option, parsed.CommandResult.Command));
        }

        FixtureSelection selection = FixtureFiles.Expand(paths.SelectMany(Wildcards.Expand));
        ReportArguments.RefuseOverwriting(targets, selection.Files);
        (IReadOnlyList<ReadReport> reports, IReadOnlyList<string> faults) = Read(selection.Files, limit);
        string[] absent = [.. selection.Faults.Select(fault => fault.Path)];
        MergeOutcome outcome = faults.Count > 0 ? MergeOutcome.Refused(faults)
            : reports.Count > 0 ? ReportMerge.Of(reports, absent, partial)
            : MergeOutcome.Incomplete(["no report was found.", .. absent.Select(file => $"{ReportMerge.Absent(file)}.")]);
        if (outcome.Report is not { } report)
        {
            foreach (string refusal in outcome.Refusals)
            {
                diagnostics.WriteLine($"backprop-check: {PrintableText.Of(refusal)}");
            }

            diagnostics.WriteLine(FormattableString.Invariant($"backprop-check: nothing is merged (exit code {outcome.ExitCode})"));
            return outcome.ExitCode;
        }

        bool all = reports.Any(read => read.HasEveryNumber);
        ConsoleReport console = arguments.Console(parsed, all, targets, output, diagnostics);
        console.WriteOracles(report.Oracles);
        foreach (FixtureReport fixture in report.Fixtures)
        {
            console.WriteFixture(fixture);
        }

        console.WriteSummary(report);
        return ReportArguments.Write(all, targets, targets.Count == 0 ? report : FixtureRecall.Recall(report, limit), output, diagnostics);
    }

    /// <summary>Reads every report. For each unreadable one, says why.</summary>
    private static (IReadOnlyList<ReadReport> Reports, IReadOnlyList<string> Faults) Read(IReadOnlyList<string> files, int limit)
    {
        var reports = new List<ReadReport>();
        var faults = new List<string>();
        foreach (string file in files)
        {
            try
            {
                reports.Add(ReportReader.Read(file, limit));
            }
            catch (FormatException fault)
            {
                faults.Add(fault.Message);
            }
        }

        return (reports, faults);
    }
}
