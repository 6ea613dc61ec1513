using System.Text.Json;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads what a JSON report says of a comparison.</summary>
/// <param name="layout">The tensors of its fixture; null where the report does not say.</param>
/// <param name="loss">The convention of its fixture.</param>
/// <param name="terms">The terms of the run.</param>
internal sealed class ComparisonReader(TensorLayout? layout, Loss? loss, RunTerms terms)
{
    private const int MostDecimals = 15;
    private const int MostSignificant = 17;

    /// <summary>Reads a comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <exception cref="FormatException">It is none, or contradicts itself.</exception>
    public ResultComparison Read(ReportElement comparison)
    {
        ComparisonStatus status = comparison["status"].Word<ComparisonStatus>(ReportWords.Of);
        ResultKind kind = comparison["kind"].Word<ResultKind>(ReportWords.Of);
        NumberPrecision? precision = ReadPrecision(comparison, status);
        bool isSinceBaseline = comparison.Optional("change") is not null;
        var numbers = new NumberReader(layout, (precision as NumberPrecision.Format)?.Value, kind == ResultKind.Hand, terms.IsByFigures && !isSinceBaseline);
        ReportElement[] items = [.. comparison["items"].Elements()];
        ComparedNumber[] listed = Array.ConvertAll(items, numbers.Read);
        ReportElement? scale = comparison.Optional("scale");
        var read = new ResultComparison
        {
            Against = comparison["against"].Text(),
            File = comparison.Optional("file") is { } file ? FixtureReportReader.ReadFile(file) : null,
            Kind = kind,
            Status = status,
            Reason = status == ComparisonStatus.Computed ? comparison.Optional("reason")?.Text() : comparison["reason"].Text(),
            Precision = precision,
            StatedIn = comparison.Optional("loss") is { } other ? FixtureReportReader.ReadLoss(other) : precision is null ? null : loss,
            DeclaredScale = scale?["declared"].Real(),
            FittedScale = scale?.Optional("fitted")?.Real(),
            IsScaled = scale?.Optional("fitted") is not null && scale?.Optional("fits")?.Truth() != false,
            ScaleNote = scale?.Optional("note")?.Text(),
            Verdict = comparison["verdict"].Word<Verdict>(ReportWords.Of),
            Numbers = comparison["numbers"].Count(),
            Discrepancies = comparison["discrepancies"].Count(),
            Undecidable = comparison["undecidable"].Count(),
            NotGiven = comparison["notGiven"].Count(),
            NotGivenOf = [.. (comparison.Optional("notGivenOf")?.Elements() ?? []).Select(quantity => quantity.Text())],
            NotCompared = RigourReader.ReadNotCompared(comparison),
            Rule = comparison.Optional("rule")?.Text(),
            HasFixedRule = comparison.Optional("ruleIsFixed")?.Truth() ?? false,
            Marks = comparison.Optional("marks") is { } marks ? ReadMarks(marks) : null,
            Intermediates = comparison.Optional("intermediates") is { } rounding ? new NumberRounding(ReadDigits(rounding), rounding["way"].Word<RoundingWay>(ReportWords.Of)) : null,
            Listed = listed,
            Points = comparison.Optional("plot") is { } plot ? PointsReader.Read(plot) : null,
            Reasons = numbers.Reasons,
            Summaries = RigourReader.AddSees(comparison, layout, [.. SummaryReader.Read(comparison, layout, items, listed)]),
            Worst = comparison.Optional("worst") is { } largest ? numbers.Read(largest) : null,
            FirstWrong = comparison.Optional("firstWrong") is { } wrong ? numbers.Read(wrong) : null,
            Diagnosis = new Lazy<DiagnosisResult>(new DiagnosisResult([.. comparison["diagnosis"].Elements().Select(ReadFinding)], comparison.Optional("undiagnosed")?.Text())),
        };
        new ComparisonAccount(comparison, read, isSinceBaseline).Check();
        return read;
    }

    private static MarkCount[] ReadMarks(ReportElement marks) =>
    [
        .. Enum.GetValues<GradeStatus>()
            .Select(status => new MarkCount(status, marks.Optional(ReportWords.Of(status))?.Count() ?? 0))
            .Where(mark => mark.Numbers > 0),
    ];

    private static NumberPrecision? ReadPrecision(ReportElement comparison, ComparisonStatus status)
        => (status == ComparisonStatus.Computed ? comparison["precision"] : comparison.Optional("precision")) is not { } precision ? null
            : precision.Value.ValueKind == JsonValueKind.String ? new NumberPrecision.Format(precision.Word<FloatFormat>(ContractNames.Of))
            : ReadDigits(precision);

    private static NumberPrecision ReadDigits(ReportElement precision) => precision.Optional("decimals") is { } decimals
        ? new NumberPrecision.Decimals(decimals.Count(0, MostDecimals))
        : new NumberPrecision.Significant(precision["significant"].Count(1, MostSignificant));

    private Finding ReadFinding(ReportElement finding) => new(
        finding["cause"].Text(),
        finding.Optional("layer")?.Count(1, Math.Max(1, layout?.Layers.Count ?? 1)),
        ReadArgument(finding.Optional("argument")),
        finding["explains"].Real() is >= 0 and <= 1 and var share ? share : throw finding["explains"].Mismatch("a number from 0 to 1"),
        finding["text"].Text());

    private static FindingArgument? ReadArgument(ReportElement? argument)
    {
        if (argument is not { } given || given.Value.ValueKind != JsonValueKind.Object)
        {
            return argument is { } number ? new FindingArgument.Number(number.Real()) : null;
        }

        ActivationKind kind = given["activation"].Word<ActivationKind>(ContractNames.Of);
        return given.Optional("alpha") is not { } alpha ? new FindingArgument.Function(Activation.Of(kind))
            : !Activation.TakesAlpha(kind) ? throw alpha.Fault($"{ContractNames.Of(kind)} takes no alpha.")
            : double.IsFinite(alpha.Real()) ? new FindingArgument.Function(Activation.Of(kind, alpha.Real()))
            : throw alpha.Mismatch("a finite number");
    }
}
