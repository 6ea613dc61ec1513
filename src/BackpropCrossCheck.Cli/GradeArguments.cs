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

    private readonly Option<bool> _acceptCoarse = new("--accept-coarse")
    {
        Description = "Answers with fewer digits than asked for throughout may be right.",
    };

    private readonly Option<string> _deltaSign = OptionText.Option(
        "--delta-sign", "positive|negative", "Whether δ in CSV answers is ∂L/∂a, or −∂L/∂a as many textbooks write it (default positive).");

    private readonly Option<string> _points = OptionText.Option(
        "--points", "FILE", "CSV with the points of each number: the columns of an address, and points.");
    private readonly Option<string> _feedback = OptionText.Option(
        "--feedback", "FOLDER", "Write a page for each answer that tells the cause and the place of what is wrong.");
    private readonly Option<string> _tell = OptionText.Option(
        "--tell", "cause|number", "Whether feedback tells the right numbers, too (default cause).");

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_fixture);
        command.Add(_answers);
        Option[] own = [_decimals, _significant, _deltaSign, _acceptCoarse, _points, _feedback, _tell];
        foreach (Option option in (Option[])[.. own, .. Reports.Content, Size.Option, .. Reports.Appearance])
        {
            command.Add(option);
        }
    }

    /// <summary>How much of one file is read at most.</summary>
    public SizeArgument Size { get; } = new();

    /// <summary>What is reported, and where.</summary>
    public ReportArguments Reports { get; } = new(ReportFormats.OfAnswers);

    /// <summary>The command, the answer files, and the options that affect the result, as one would type them.</summary>
    public IReadOnlyList<string> Repeatable(ParseResult parsed)
        =>
        [
            "grade",
            ReproduceCommand.Path,
            .. parsed.GetValue(_answers) ?? [],
            .. OptionText.Given(parsed, _decimals, _significant, _deltaSign, _points),
            .. AcceptsCoarse(parsed) ? [_acceptCoarse.Name] : Array.Empty<string>(),
            .. Size.Repeatable(parsed),
        ];

    /// <summary>Whether answers with fewer digits than asked for may be right.</summary>
    public bool AcceptsCoarse(ParseResult parsed) => parsed.GetValue(_acceptCoarse);

    /// <summary>Whether δ in CSV answers is −∂L/∂a.</summary>
    /// <exception cref="UsageException">The value is invalid.</exception>
    public bool HasNegativeDeltas(ParseResult parsed) => parsed.GetValue(_deltaSign) switch
    {
        null or "positive" => false,
        "negative" => true,
        { } other => throw new UsageException($"--delta-sign {Wording.Quote(other)}: positive or negative is expected."),
    };

    /// <summary>The file with the points of each number; null if there is none.</summary>
    public string? Points(ParseResult parsed)
        => parsed.GetValue(_points) is { } path ? PathArguments.Checked(parsed, "--points", [path])[0] : null;

    /// <summary>The pages of feedback to write; null if there are none.</summary>
    /// <exception cref="UsageException">A value is invalid.</exception>
    public Feedback? Feedback(ParseResult parsed)
    {
        bool tellsNumbers = parsed.GetValue(_tell) switch
        {
            null or "cause" => false,
            "number" => true,
            { } other => throw new UsageException($"--tell {Wording.Quote(other)}: cause or number is expected."),
        };
        return parsed.GetValue(_feedback) is { } folder
            ? new Feedback(PathArguments.Checked(parsed, "--feedback", [folder])[0], tellsNumbers)
            : parsed.GetValue(_tell) is not null ? throw new UsageException("--tell says what --feedback tells; --feedback is missing.")
            : null;
    }

    /// <summary>The file of the exercise.</summary>
    /// <exception cref="UsageException">The path is empty, or looks like an option that does not exist.</exception>
    public string Fixture(ParseResult parsed) => PathArguments.Checked(parsed, "FIXTURE", [parsed.GetValue(_fixture)!])[0];

    /// <summary>The files with the answers.</summary>
    /// <exception cref="UsageException">A path is empty, or looks like an option that does not exist.</exception>
    public FixtureSelection Answers(ParseResult parsed)
        => AnswerFiles.Expand(PathArguments.Checked(parsed, "ANSWERS", parsed.GetValue(_answers) ?? []).SelectMany(Wildcards.Expand));

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
