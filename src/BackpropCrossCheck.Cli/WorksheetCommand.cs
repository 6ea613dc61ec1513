using System.CommandLine;
using System.Globalization;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Fixtures.Writing;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Cli;

/// <summary><c>worksheet FIXTURE</c>: makes an exercise with blanks, its answer key, and a form for the answers.</summary>
internal static class WorksheetCommand
{
    private const int DefaultDecimals = 2;

    private static readonly DocumentFormat[] Formats = [.. DocumentFormat.All.Where(format => format is not TextDocumentFormat)];

    /// <summary>The command.</summary>
    /// <param name="output">For the exercise.</param>
    /// <param name="diagnostics">For errors.</param>
    public static Command Create(TextWriter output, TextWriter diagnostics)
    {
        var fixture = new Argument<string>("FIXTURE") { Description = "The fixture." };
        Option<string> decimals = Text("--decimals", "D", "The decimals that results are rounded to (default 2).");
        Option<string> format = Text("--format", "markdown|html", "The format of the output (default markdown).");
        Option<string> sheet = Text("--output", "FILE", "Write the exercise to a file instead of standard output.");
        Option<string> answers = Text("--answers", "FILE", "Write the answer key to a file, in the same format.");
        Option<string> form = Text("--csv", "FILE", "Write a form for the answers to a file, to be filled in and graded with grade.");
        Option<string> seed = Text(
            "--seed", "N", "New numbers in the same network, friendly to hand calculation; the same N gives the same numbers.");
        Option<string> exercise = Text("--fixture", "FILE", "Write the exercise as a fixture, which grade needs after --seed.");
        var size = new SizeArgument();
        var command = new Command(
            "worksheet", "Make an exercise sheet with blanks from a fixture, its answer key, and a form for the answers.")
        {
            fixture, decimals, format, sheet, answers, form, seed, exercise, size.Option,
        };
        command.SetAction(parsed =>
        {
            int digits = OptionText.Decimals("--decimals", parsed.GetValue(decimals)) ?? DefaultDecimals;
            DocumentFormat written = FixtureTexts.Format("--format", parsed.GetValue(format), Formats);
            ulong? number = Seed(parsed.GetValue(seed));
            AskedOutput[] outputs = [Output(sheet), .. new[] { answers, form, exercise }.Where(IsGiven).Select(Output)];
            return FixtureTexts.Write(
                FixtureTexts.File(fixture.Name, parsed.GetValue(fixture))!,
                size.Of(parsed),
                outputs,
                read =>
                {
                    Fixture asked = number is null ? read
                        : FriendlyNumbers.Of(read, number.Value, digits)
                            ?? throw new UsageException(
                                $"--seed {number}: no friendly numbers were found for this network with {digits} decimals; more decimals "
                                    + "or a smaller network helps.");
                    return
                    [
                        written.Of(Worksheet.Exercise(asked, digits)),
                        .. IsGiven(answers) ? [written.Of(Worksheet.Answers(asked, digits))] : Array.Empty<string>(),
                        .. IsGiven(form) ? [AnswerSheet.Of(asked)] : Array.Empty<string>(),
                        .. IsGiven(exercise) ? [FixtureWriter.Of(asked)] : Array.Empty<string>(),
                    ];
                },
                output,
                diagnostics);

            bool IsGiven(Option<string> option) => parsed.GetValue(option) is not null;

            AskedOutput Output(Option<string> option) => FixtureTexts.Output(option.Name, parsed.GetValue(option));
        });
        return command;
    }

    private static ulong? Seed(string? text) => text is null ? null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed
        : throw new UsageException($"--seed {Wording.Quote(text)}: a whole number of at least 0 is expected.");

    private static Option<string> Text(string name, string value, string description)
        => new(name) { HelpName = value, Description = description };
}
