using System.CommandLine;
using System.Globalization;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Cli;

/// <summary>The arguments and options of <c>grade</c>.</summary>
internal sealed class GradeArguments
{
    private readonly Argument<string> _fixture = new("FIXTURE") { Description = "The exercise." };
    private readonly Argument<string[]> _answers = new("ANSWERS")
    {
        Description = "Files of answers, or folders with such files in them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _decimals = OptionText.Option(
        "--decimals", "D", "CSV answers were asked for with D decimals (default 2).");
    private readonly Option<string> _significant = OptionText.Option(
        "--significant", "S", "CSV answers were asked for with S significant digits.");

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_fixture);
        command.Add(_answers);
        foreach (Option option in (Option[])[_decimals, _significant, .. Reports.Content, Size.Option, .. Reports.Appearance])
        {
            command.Add(option);
        }
    }

    /// <summary>How much of one file is read at most.</summary>
    public SizeArgument Size { get; } = new();

    /// <summary>What is reported, and where.</summary>
    public ReportArguments Reports { get; } = new();

    /// <summary>The command, the answer files, and the options that affect the result, as one would type them.</summary>
    public IReadOnlyList<string> Repeatable(ParseResult parsed)
        =>
        [
            "grade",
            ReproduceCommand.Path,
            .. parsed.GetValue(_answers) ?? [],
            .. OptionText.Given(parsed, _decimals, _significant),
            .. Size.Repeatable(parsed),
        ];

    /// <summary>The file of the exercise.</summary>
    /// <exception cref="UsageException">The path is empty, or looks like an option that does not exist.</exception>
    public string Fixture(ParseResult parsed) => PathArguments.Checked(parsed, "FIXTURE", [parsed.GetValue(_fixture)!])[0];

    /// <summary>The files with the answers.</summary>
    /// <exception cref="UsageException">A path is empty, or looks like an option that does not exist.</exception>
    public FixtureSelection Answers(ParseResult parsed)
        => AnswerFiles.Expand(PathArguments.Checked(parsed, "ANSWERS", parsed.GetValue(_answers) ?? []));

    /// <summary>The precision that answers in CSV were asked for with.</summary>
    /// <exception cref="UsageException">A value is invalid, or both options are given.</exception>
    public NumberPrecision Precision(ParseResult parsed)
    {
        int? decimals = Digits("--decimals", parsed.GetValue(_decimals), 0, 15);
        int? significant = Digits("--significant", parsed.GetValue(_significant), 1, 17);
        return decimals is not null && significant is not null
            ? throw new UsageException("--decimals and --significant: both were found; answers were asked for with one of them.")
            : significant is { } digits ? new NumberPrecision.Significant(digits) : new NumberPrecision.Decimals(decimals ?? 2);
    }

    private static int? Digits(string option, string? text, int least, int most) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most ? value
        : throw new UsageException(
            FormattableString.Invariant($"{option} {Wording.Quote(text)}: a whole number from {least} to {most} is expected."));
}
