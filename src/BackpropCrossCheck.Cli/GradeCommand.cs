using System.CommandLine;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Cli;

/// <summary><c>grade FIXTURE ANSWERS...</c>: grades the answers of one person or of a class, number by number.</summary>
internal static class GradeCommand
{
    /// <summary>The command.</summary>
    /// <param name="output">For results.</param>
    /// <param name="diagnostics">For errors.</param>
    public static Command Create(TextWriter output, TextWriter diagnostics)
    {
        var arguments = new GradeArguments();
        var command = new Command("grade", "Grade answers, calculated by hand, against a fixture.");
        arguments.AddTo(command);
        command.SetAction(parsed => Run(arguments, parsed, output, diagnostics));
        return command;
    }

    private static int Run(GradeArguments arguments, ParseResult parsed, TextWriter output, TextWriter diagnostics)
    {
        ReportArguments reports = arguments.Reports;
        IReadOnlyList<ReportTarget> targets = reports.Targets(parsed);
        NumberPrecision precision = arguments.Precision(parsed);
        string fixture = arguments.Fixture(parsed);
        FixtureSelection answers = arguments.Answers(parsed);
        ReportArguments.RefuseOverwriting(targets, answers.Files.Append(fixture));
        GradedClass graded = Grade(fixture, precision, answers, arguments.Size.Of(parsed));
        bool toError = ReportArguments.HaveOutput(targets);
        var console = new GradeReport(
            toError ? diagnostics : output, reports.HasColour(parsed, toError), reports.All(parsed), reports.Quiet(parsed));
        bool isShown = ReportBoundary.Write("the grades", diagnostics, () => console.Write(graded));
        int exitCode = ReportArguments.Write(
            reports.All(parsed), targets, graded.Report with { Arguments = arguments.Repeatable(parsed) }, output, diagnostics);
        return isShown ? exitCode : ExitCode.InternalError;
    }

    private static GradedClass Grade(string fixture, NumberPrecision precision, FixtureSelection answers, int limit)
    {
        try
        {
            return GradedClass.Of(
                FixtureReader.Read(InputFile.Read(fixture, limit), fixture), new BackpropagationEngine(), precision, answers, limit);
        }
        catch (FixtureException fault)
        {
            return GradedClass.Unreadable(fault);
        }
    }
}
