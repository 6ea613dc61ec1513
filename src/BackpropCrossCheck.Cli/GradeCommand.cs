using System.CommandLine;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Text;

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
        string? points = arguments.Points(parsed);
        Feedback? feedback = arguments.Feedback(parsed);
        ReportArguments.RefuseOverwriting(targets, [.. answers.Files, fixture, .. points is null ? Array.Empty<string>() : [points]]);
        var options = new GradeOptions(precision)
        {
            AcceptCoarse = arguments.AcceptsCoarse(parsed),
            HasNegativeDeltas = arguments.HasNegativeDeltas(parsed),
            Limit = arguments.Size.Of(parsed),
        };
        GradedClass graded = Grade(fixture, options, points, answers);
        bool toError = ReportArguments.HaveOutput(targets);
        var console = new GradeReport(
            toError ? diagnostics : output, reports.HasColour(parsed, toError), reports.All(parsed), reports.Quiet(parsed));
        bool isShown = ReportBoundary.Write("the grades", diagnostics, () => console.Write(graded));
        isShown &= feedback is null || WriteFeedback(feedback, graded, diagnostics);
        int exitCode = ReportArguments.Write(
            reports.All(parsed),
            targets,
            graded.Report with { Arguments = arguments.Repeatable(parsed) },
            output,
            diagnostics,
            graded);
        return isShown ? exitCode : ExitCode.InternalError;
    }

    private static bool WriteFeedback(Feedback feedback, GradedClass graded, TextWriter diagnostics)
    {
        try
        {
            return ReportBoundary.Write("the feedback", diagnostics, () => feedback.Write(graded));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.WriteLine(
                $"backprop-check: the feedback in {PrintableText.Of(feedback.Folder)} cannot be written: "
                    + $"{PrintableText.Of(fault.Message)} (exit code {ExitCode.InternalError})");
            return false;
        }
    }

    private static GradedClass Grade(string fixture, GradeOptions options, string? points, FixtureSelection answers)
    {
        try
        {
            Fixture exercise = FixtureReader.Read(InputFile.Read(fixture, options.Limit), fixture);
            PointTable? table = points is null ? null : PointTable.Read(InputFile.Read(points, options.Limit), points, exercise);
            return GradedClass.Of(exercise, new BackpropagationEngine(), options with { Points = table }, answers);
        }
        catch (FixtureException fault)
        {
            return GradedClass.Unreadable(fault);
        }
    }
}
