using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports.Json;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads a comparison of a JSON report.</summary>
/// <param name="layout">The tensors of its fixture; null if the report does not state them.</param>
/// <param name="loss">The convention of its fixture.</param>
/// <param name="terms">What verdicts depend on in this run.</param>
internal sealed class ComparisonReader(TensorLayout? layout, Loss? loss, RunTerms terms)
{
    private const int MostDecimals = 15;
    private const int MostSignificant = 17;

    /// <summary>Reads a comparison.</summary>
    /// <exception cref="FormatException">It is not a comparison, or contradicts itself.</exception>
    public ResultComparison Read(JsonComparison comparison, ReportPlace at)
    {
        ComparisonStatus status = at.Word<ComparisonStatus>("status", comparison.Status, ReportWords.Of);
        ResultKind kind = at.Word<ResultKind>("kind", comparison.Kind, ReportWords.Of);
        NumberPrecision? precision = ReadPrecision(
            "precision", status == ComparisonStatus.Computed ? at.Required("precision", comparison.Precision) : comparison.Precision, at);
        bool isSinceBaseline = comparison.Change is not null;
        var numbers = new NumberReader(
            layout,
            (precision?.ForMost() as NumberPrecision.Format)?.Value,
            kind == ResultKind.Hand,
            terms.IsByFigures && !isSinceBaseline);
        ComparedNumber[] listed = [.. at.Each("items", comparison.Items).Select(item => numbers.Read(item.Value, item.Place))];
        ErrorPoints? points = comparison.Plot is { } plot ? PointsReader.Read(plot, at["plot"]) : null;
        JsonScale? scale = comparison.Scale;
        var read = new ResultComparison
        {
            Against = at.Required("against", comparison.Against),
            File = comparison.File is { } file ? FixtureReportReader.ReadFile(file, at["file"]) : null,
            Kind = kind,
            Status = status,
            Reason = status == ComparisonStatus.Computed ? comparison.Reason : at.Required("reason", comparison.Reason),
            IsSkipped = comparison.Skipped is true && (terms.SkipsUnsupported && status == ComparisonStatus.Unavailable ? true
                : throw at["skipped"].Fault("only a comparison of a run with --skip-unsupported can be left out, as unavailable.")),
            Precision = precision,
            StatedIn = comparison.Loss is { } other ? FixtureReportReader.ReadLoss(other, at["loss"]) : precision is null ? null : loss,
            DeclaredScale = scale is null ? null : at["scale"].Required("declared", scale.Declared),
            FittedScale = scale?.Fits == false ? null : scale?.Fitted,
            FittedScaleError = scale?.StandardError,
            IsScaled = scale is { Fitted: not null, Fits: not false },
            ScaleNote = scale?.Note,
            Verdict = at.Word<Verdict>("verdict", comparison.Verdict, ReportWords.Of),
            Numbers = at.Count("numbers", comparison.Numbers),
            Discrepancies = at.Count("discrepancies", comparison.Discrepancies),
            Undecidable = at.Count("undecidable", comparison.Undecidable),
            Lossy = at.OptionalCount("lossy", comparison.Lossy, 0) ?? 0,
            FirstLossy = comparison.FirstLossy is { } lossy ? numbers.Read(lossy, at["firstLossy"]) : null,
            CarelessFormula = comparison.LossyFormula,
            NotGiven = at.Count("notGiven", comparison.NotGiven),
            NotGivenOf = [.. at.Each("notGivenOf", comparison.NotGivenOf ?? [], "a string").Select(quantity => quantity.Value)],
            NotCompared = RigourReader.ReadNotCompared(comparison.NotCompared, at),
            Rule = comparison.Rule,
            HasNegativeDeltas = comparison.DeltaSign is { } sign
                && (sign == JsonComparison.NegativeDeltas ? true : throw at["deltaSign"].Mismatch("\"negative\"")),
            HasFixedRule = comparison.RuleIsFixed ?? false,
            Marks = comparison.Marks is { } marks ? ReadMarks(marks, at["marks"]) : null,
            Intermediates = comparison.Intermediates is { } rounding ? ReadRounding(rounding, at["intermediates"]) : null,
            LeftOut = comparison.LeftOut,
            Notes = [.. at.Each("notes", comparison.Notes ?? []).Select(note => ReadNote(note.Value, note.Place))],
            Items = listed,
            Points = new Lazy<ErrorPoints>(() => points ?? ErrorPoints.Of(Array.FindAll(listed, number => number.Other is not null))),
            Summaries = RigourReader.AddSees(comparison.Sees, at, layout, SummaryReader.Read(comparison, at, layout, listed)),
            Steps = new StepReader(layout, numbers).Read(comparison, at),
            Worst = comparison.Worst is { } worst ? numbers.Read(worst, at["worst"]) : null,
            FirstWrong = comparison.FirstWrong is { } wrong ? numbers.Read(wrong, at["firstWrong"]) : null,
            Diagnosis = new Lazy<DiagnosisResult>(new DiagnosisResult(
                [.. at.Each("diagnosis", comparison.Diagnosis).Select(finding => ReadFinding(finding.Value, finding.Place))],
                    comparison.Undiagnosed)
            {
                OfSteps = ReadStepFindings(comparison, at),
            }),
        };
        new ComparisonAccount(comparison, at, read, isSinceBaseline).Check();
        return read with { Items = [.. listed.OrderBy(number => number.Step.Index).ThenBy(number => number.Index)] };
    }

    private static MarkCount[] ReadMarks(IReadOnlyDictionary<string, int> marks, ReportPlace at) =>
    [
        .. Enum.GetValues<GradeStatus>()
            .Select(status => new MarkCount(status, RigourReader.Count(marks, ReportWords.Of(status), at)))
            .Where(mark => mark.Numbers > 0),
    ];

    private static NumberPrecision? ReadPrecision(string name, JsonPrecision? precision, ReportPlace place) => precision is null ? null
        : precision.Digits is { } digits ? ReadDigits(digits, place[name])
        : new NumberPrecision.Format(place.Word<FloatFormat>(name, precision.Format, ContractWords.Of));

    private static AnswerNote ReadNote(JsonNote note, ReportPlace at) => new(
        at.Required("kind", note.Kind) switch
        {
            "unreadable" => true,
            "warning" => false,
            _ => throw at["kind"].Mismatch("unreadable or warning"),
        },
        at.Count("line", note.Line, 1),
        at.Count("column", note.Column, 1),
        at.Required("text", note.Text));

    private static NumberPrecision ReadDigits(JsonDigits precision, ReportPlace at)
        => precision.Default is not null ? ReadPrecision("default", precision.Default, at)!.Except(
            [.. (precision.Quantities ?? new Dictionary<string, JsonDigits>())
                .Select(other => (other.Key, ReadDigits(other.Value, at["quantities"][other.Key])))])
        : precision.Decimals is { } decimals
        ? new NumberPrecision.Decimals(at.Count("decimals", decimals, 0, MostDecimals))
        : new NumberPrecision.Significant(at.Count("significant", precision.Significant, 1, MostSignificant));

    private static NumberRounding ReadRounding(JsonDigits rounding, ReportPlace at)
        => new(ReadDigits(rounding, at), at.Word<RoundingWay>("way", rounding.Way, ContractWords.Of));

    /// <summary>The causes of the steps, by the step's index.</summary>
    private Dictionary<int, IReadOnlyList<Finding>> ReadStepFindings(JsonComparison comparison, ReportPlace at)
        => at.Each("steps", comparison.Steps ?? []).Where(step => step.Value.Diagnosis is not null).ToDictionary(
            step => NumberReader.StepOf(step.Value, step.Place, layout).Index,
            step => (IReadOnlyList<Finding>)[.. step.Place.Each("diagnosis", step.Value.Diagnosis!)
                .Select(finding => ReadFinding(finding.Value, finding.Place))]);

    private Finding ReadFinding(JsonFinding finding, ReportPlace at) => new(
        at.Required("cause", finding.Cause),
        at.OptionalCount("layer", finding.Layer, 1, Math.Max(1, layout?.Layers.Count ?? 1)),
        ReadArgument(finding.Argument, at["argument"]),
        at.Required("explains", finding.Explains)
            is >= 0 and <= 1 and var share ? share : throw at["explains"].Mismatch("a number from 0 to 1"),
        at.Required("text", finding.Text));

    private static FindingArgument? ReadArgument(JsonArgument? argument, ReportPlace at)
    {
        if (argument?.Function is not { } function)
        {
            return argument?.Number is { } number ? new FindingArgument.Number(number)
                : argument?.Words is { } words ? new FindingArgument.Words(words)
                : null;
        }

        Activation activation = at.Named("activation", function.Activation, Activation.Named, ContractNames.Activations);
        return function.Alpha is not { } alpha ? new FindingArgument.Function(activation)
            : activation.Alpha is null ? throw at["alpha"].Fault($"{activation.Name} takes no alpha.")
            : double.IsFinite(alpha) ? new FindingArgument.Function(activation.WithAlpha(alpha))
            : throw at["alpha"].Mismatch("a finite number");
    }
}
