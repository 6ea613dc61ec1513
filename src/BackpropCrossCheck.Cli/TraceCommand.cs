using System.CommandLine;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Cli;

/// <summary><c>trace FIXTURE</c>: prints the worked calculation, equation by equation, with the numbers filled in.</summary>
internal static class TraceCommand
{
    private const string Rounded = "decimals:";

    /// <summary>The command.</summary>
    /// <param name="output">For the worked calculation.</param>
    /// <param name="diagnostics">For errors.</param>
    public static Command Create(TextWriter output, TextWriter diagnostics)
    {
        var fixture = new Argument<string>("FIXTURE") { Description = "The fixture." };
        var format =
            new Option<string>("--format") { HelpName = "text|markdown|html", Description = "The format of the output (default text)." };
        var decimals = new Option<string>("--decimals") { HelpName = "D", Description = "The decimals that are shown (default 6)." };
        var precision = new Option<string>("--precision")
        {
            HelpName = "float64|decimals:D",
            Description = "decimals:D rounds every result to D decimals before it is used further, as by hand (default float64).",
        };
        var notation = new Option<string>("--notation")
        {
            HelpName = "paper|delta-rule",
            Description = "paper writes δ = ∂E/∂a and w ← w − η ∂E/∂w; delta-rule writes δ = (t − y)·h'(a) and Δw = η δ z, as many "
                + "textbooks do (default paper).",
        };
        var file = new Option<string>("--output") { HelpName = "FILE", Description = "Write to a file instead of standard output." };
        var size = new SizeArgument();
        var command = new Command(
            "trace",
            "The worked calculation of a fixture, equation by equation, with the numbers filled in.")
            {
                fixture, format, decimals, precision, notation, file, size.Option,
            };
        command.SetAction(parsed =>
        {
            DocumentFormat written = FixtureTexts.Format("--format", parsed.GetValue(format), DocumentFormat.All);
            int? rounded = RoundedTo(parsed.GetValue(precision));
            int? asked = OptionText.Decimals("--decimals", parsed.GetValue(decimals));
            if (rounded is { } exact && asked is { } other && exact != other)
            {
                throw new UsageException(
                    $"--decimals {other} with --precision {Rounded}{exact}: every result has {exact} decimals, and shown with {other} the "
                        + "lines would not be true. Leave --decimals out.");
            }

            var options = new TraceOptions(asked ?? rounded ?? TraceOptions.DefaultDecimals, rounded)
            {
                Notation = NotationOf(parsed.GetValue(notation)),
            };
            return FixtureTexts.Write(
                FixtureTexts.File(fixture.Name, parsed.GetValue(fixture))!,
                size.Of(parsed),
                [FixtureTexts.Output(file.Name, parsed.GetValue(file))],
                read => [written.Of(WorkedTrace.Of(read, options))],
                output,
                diagnostics);
        });
        return command;
    }

    private static TraceNotation NotationOf(string? text) => text switch
    {
        null or "paper" => TraceNotation.Paper,
        "delta-rule" => TraceNotation.DeltaRule,
        _ => throw new UsageException($"--notation {Wording.Quote(text)}: one of paper and delta-rule is expected."),
    };

    private static int? RoundedTo(string? text) => text is null or "float64" ? null
        : text.StartsWith(Rounded, StringComparison.Ordinal) ? OptionText.Decimals($"--precision {Rounded}D", text[Rounded.Length..])
        : throw new UsageException($"--precision {Wording.Quote(text)}: float64 or decimals:D is expected, for example decimals:2.");
}
