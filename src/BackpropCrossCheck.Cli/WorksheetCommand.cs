using System.CommandLine;
using System.Globalization;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Exports;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Fixtures.Writing;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Cli;

/// <summary><c>worksheet FIXTURE</c>: makes an exercise with blanks, its answer key, and a form for the answers.</summary>
internal static class WorksheetCommand
{
    private const int DefaultDecimals = 2;
    private const int MostVariants = 1000;

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
        Option<string> count = Text(
            "--count", "N", "N variants with the seeds from --seed on: a file for each, with its seed in the name, and one key for all.");
        Option<string> export = Text(
            "--export",
            "moodle-xml|qti|gift",
            "Write the exercise as questions for a learning platform, with feedback on the numbers that known mistakes lead to.");
        var size = new SizeArgument();
        var command = new Command(
            "worksheet", "Make an exercise sheet with blanks from a fixture, its answer key, and a form for the answers.")
        {
            fixture, decimals, format, sheet, answers, form, seed, exercise, count, export, size.Option,
        };
        command.SetAction(parsed =>
        {
            int digits = OptionText.Decimals("--decimals", parsed.GetValue(decimals)) ?? DefaultDecimals;
            DocumentFormat written = FixtureTexts.Format("--format", parsed.GetValue(format), Formats);
            ExerciseFormat? questions = Export(parsed.GetValue(export));
            if (questions is not null && parsed.GetValue(format) is not null && !IsGiven(answers))
            {
                throw new UsageException(
                    "--export gives the exercise its own format; --format is for a sheet or, with --answers, for the key.");
            }

            ulong? first = Seed(parsed.GetValue(seed));
            int? variants = Count(parsed.GetValue(count));
            if (variants is not null && (first is null || parsed.GetValue(sheet) is null))
            {
                throw new UsageException("--count needs --seed, the seed of the first variant, and --output, a file for each of them.");
            }

            ulong[] seeds = [.. Enumerable.Range(0, variants ?? 1).Select(i => unchecked((first ?? 0) + (ulong)i))];
            AskedOutput[] outputs =
            [
                .. seeds.Select(number => Output(sheet, number)),
                .. IsGiven(answers) ? [Output(answers, null)] : Array.Empty<AskedOutput>(),
                .. new[] { form, exercise }.Where(IsGiven).SelectMany(option => seeds.Select(number => Output(option, number))),
            ];
            return FixtureTexts.Write(
                FixtureTexts.File(fixture.Name, parsed.GetValue(fixture))!,
                size.Of(parsed),
                outputs,
                read =>
                {
                    Fixture[] asked = first is null ? [read] : [.. seeds.Select(number => Exercise(read, number, digits, diagnostics))];
                    return
                    [
                        .. asked.Select(one => questions is null
                            ? written.Of(Worksheet.Exercise(one, digits))
                            : Questions(questions, one, digits)),
                        .. IsGiven(answers) ? [written.Of(Key(read, asked, seeds, digits))] : Array.Empty<string>(),
                        .. IsGiven(form) ? asked.Select(one => AnswerSheet.Of(one)) : [],
                        .. IsGiven(exercise) ? asked.Select(FixtureWriter.Of) : [],
                    ];
                },
                output,
                diagnostics);

            bool IsGiven(Option<string> option) => parsed.GetValue(option) is not null;

            AskedOutput Output(Option<string> option, ulong? number)
                => FixtureTexts.Output(
                    option.Name,
                    variants is null || number is null ? parsed.GetValue(option) : Numbered(parsed.GetValue(option)!, number.Value));
        });
        return command;
    }

    private static string Questions(ExerciseFormat format, Fixture exercise, int digits)
        => ExerciseQuestions.Of(exercise, digits) is { } questions ? format.Of(questions) : throw new UsageException(
            "--export: this network is too large for questions, since they have to show everything that is given. Choose a smaller one.");

    private static ExerciseFormat? Export(string? name) => name is null ? null
        : ExerciseFormat.All.FirstOrDefault(format => format.Name == name) ?? throw new UsageException(
            $"--export {Wording.Quote(name)}: {Wording.List(ExerciseFormat.All.Select(format => format.Name))} are the formats.");

    private static Document Key(Fixture network, Fixture[] asked, ulong[] seeds, int digits)
        => asked.Length == 1
            ? Worksheet.Answers(asked[0], digits)
            : Worksheet.Answers($"Answers: {network.Name}, exercises {seeds[0]} to {seeds[^1]}", asked, digits);

    /// <summary>The exercise of a seed. Mistakes that its numbers do not show are named, and a seed that shows more.</summary>
    private static Fixture Exercise(Fixture network, ulong seed, int digits, TextWriter diagnostics)
    {
        SeededExercise made = SeededExercise.Of(network, seed, digits)
            ?? throw new UsageException(
                $"--seed {seed}: no friendly numbers were found for this network with {digits} decimals; more decimals or a smaller "
                    + "network helps.");
        if (made.Hidden.Count > 0)
        {
            string proposed = made.Better(network, digits) switch
            {
                null => "More decimals may show more.",
                { Hidden.Count: 0 } better => $"--seed {better.Seed} shows all of them.",
                { } better => $"--seed {better.Seed} hides only {better.Hidden.Count}.",
            };
            diagnostics.WriteLine(
                $"backprop-check: note: with --seed {seed} all numbers come out right although "
                    + $"{string.Join("; or although ", made.Hidden)}. {proposed}");
        }

        return made.Fixture;
    }

    /// <summary>"sheet-7.html" for "sheet.html".</summary>
    private static string Numbered(string path, ulong seed)
        => path.Length == 0 ? path
            : Path.Combine(
                Path.GetDirectoryName(path) ?? string.Empty,
                $"{Path.GetFileNameWithoutExtension(path)}-{seed}{Path.GetExtension(path)}");

    private static int? Count(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= MostVariants ? count
        : throw new UsageException($"--count {Wording.Quote(text)}: a whole number from 1 to {MostVariants} is expected.");

    private static ulong? Seed(string? text) => text is null ? null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed
        : throw new UsageException($"--seed {Wording.Quote(text)}: a whole number of at least 0 is expected.");

    private static Option<string> Text(string name, string value, string description)
        => new(name) { HelpName = value, Description = description };
}
