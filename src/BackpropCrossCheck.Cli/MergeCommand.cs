using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.Reading;
using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Cli;

/// <summary><c>merge REPORT...</c>: one report out of the JSON reports of several shards.</summary>
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
        var reports = new ReportArguments();
        var command = new Command("merge", "Make one report, and one exit code, of the JSON reports of shards.") { files };
        foreach (Option option in (Option[])[reports.Reports, .. reports.Appearance])
        {
            command.Add(option);
        }

        command.SetAction(parsed => Run(parsed.GetValue(files) ?? [], reports, parsed, output, diagnostics));
        return command;
    }

    private static int Run(string[] paths, ReportArguments arguments, ParseResult parsed, TextWriter output, TextWriter diagnostics)
    {
        IReadOnlyList<ReportTarget> targets = arguments.Targets(parsed);
        string? option = paths.FirstOrDefault(path => path.StartsWith('-') && !Path.Exists(path));
        if (option is not null)
        {
            throw new UsageException(ParseFault.UnknownOption(option, parsed.CommandResult.Command));
        }

        FixtureSelection selection = FixtureFiles.Expand(paths);
        ReportArguments.RefuseOverwriting(targets, selection.Files);
        ReadReport[] reports = Read(selection.Files);
        string[] absent = [.. selection.Faults.Select(fault => fault.Path)];
        MergeOutcome outcome = reports.Length > 0 ? ReportMerge.Of(reports, absent)
            : MergeOutcome.Incomplete(["no report was found.", .. absent.Select(file => $"{file} is not there.")]);
        if (outcome.Report is not { } report)
        {
            foreach (string refusal in outcome.Refusals)
            {
                diagnostics.WriteLine($"backprop-check: {PrintableText.Of(refusal)}");
            }

            diagnostics.WriteLine(FormattableString.Invariant($"backprop-check: nothing is merged (exit code {outcome.ExitCode})"));
            return outcome.ExitCode;
        }

        bool all = Array.Exists(reports, read => read.HasEveryNumber);
        ConsoleReport console = arguments.Console(parsed, all, targets, output, diagnostics);
        console.WriteOracles(report.Oracles);
        foreach (FixtureReport fixture in report.Fixtures)
        {
            console.WriteFixture(fixture);
        }

        console.WriteSummary(report);
        return ReportArguments.Write(all, targets, targets.Count == 0 ? report : FixtureRecall.Recall(report), output, diagnostics);
    }

    private static ReadReport[] Read(IReadOnlyList<string> files)
    {
        try
        {
            return [.. files.Select(ReportReader.Read)];
        }
        catch (FormatException fault)
        {
            throw new UsageException(fault.Message);
        }
    }
}
