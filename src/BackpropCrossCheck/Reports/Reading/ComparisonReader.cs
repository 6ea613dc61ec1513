using System.Text.Json;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads what a JSON report says of a comparison.</summary>
internal static class ComparisonReader
{
    /// <summary>Reads a comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="layout">The tensors of its fixture; null where the report does not say.</param>
    /// <param name="loss">The convention of its fixture.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static ResultComparison Read(ReportElement comparison, TensorLayout? layout, Loss? loss)
    {
        NumberPrecision? precision = comparison.Optional("precision") is { } stated ? ReadPrecision(stated) : null;
        var numbers = new NumberReader(layout, (precision as NumberPrecision.Format)?.Value);
        ReportElement[] items = [.. comparison["items"].Elements()];
        ComparedNumber[] listed = Array.ConvertAll(items, numbers.Read);
        ComparedNumber? worst = comparison.Optional("worst") is { } largest ? numbers.Read(largest) : null;
        ComparedNumber? first = comparison.Optional("firstWrong") is { } wrong ? numbers.Read(wrong) : null;
        ReportElement? scale = comparison.Optional("scale");
        return new ResultComparison
        {
            Against = comparison["against"].Text(),
            Kind = comparison["kind"].Word<ResultKind>(Words.Of),
            Status = comparison["status"].Word<ComparisonStatus>(Words.Of),
            Reason = comparison.Optional("reason")?.Text(),
            Precision = precision,
            StatedIn = comparison.Optional("loss") is { } other ? FixtureReader.ReadLoss(other) : precision is null ? null : loss,
            DeclaredScale = scale?["declared"].Real(),
            FittedScale = scale?.Optional("fitted")?.Real(),
            ScaleNote = scale?.Optional("note")?.Text(),
            Verdict = comparison["verdict"].Word<Verdict>(Words.Of),
            Numbers = comparison["numbers"].Count(),
            Discrepancies = comparison["discrepancies"].Count(),
            Undecidable = comparison["undecidable"].Count(),
            NotGiven = comparison["notGiven"].Count(),
            NotGivenOf = [.. (comparison.Optional("notGivenOf")?.Elements() ?? []).Select(quantity => quantity.Text())],
            NotCompared = RigourReader.ReadNotCompared(comparison),
            Rule = comparison.Optional("rule")?.Text(),
            HasFixedRule = comparison.Optional("ruleIsFixed")?.Truth() ?? false,
            Marks = comparison.Optional("marks") is { } marks ? ReadMarks(marks) : null,
            Intermediates = comparison.Optional("intermediates") is { } rounding
                ? new NumberRounding(ReadPrecision(rounding), rounding["way"].Word<RoundingWay>(Words.Of))
                : null,
            Listed = listed,
            Points = comparison.Optional("plot") is { } plot ? PointsReader.Read(plot) : null,
            Reasons = numbers.Reasons,
            Summaries = RigourReader.AddSees(comparison, layout, [.. Summaries(comparison, layout, items, listed)]),
            Worst = worst,
            FirstWrong = first,
            Diagnosis = new Lazy<DiagnosisResult>(new DiagnosisResult([.. comparison["diagnosis"].Elements().Select(ReadFinding)], comparison.Optional("undiagnosed")?.Text())),
        };
    }

    private static IEnumerable<TensorSummary> Summaries(ReportElement comparison, TensorLayout? layout, ReportElement[] items, ComparedNumber[] listed)
    {
        int[] counts = [.. comparison["tensors"].Elements().Select(count => count.Count())];
        ILookup<int, int> own = Enumerable.Range(0, listed.Length).ToLookup(item => listed[item].Tensor.Slot.Index);
        for (int i = 0; i < counts.Length && i < layout?.Slots.Count; i++)
        {
            TensorSlot slot = layout.Slots[i];
            if (counts[i] > 0)
            {
                ReportElement? place = own[slot.Index].Select(item => items[item].Optional("place")).FirstOrDefault(place => place is not null);
                yield return new TensorSummary(slot, counts[i], Count(slot, NumberVerdict.Differs), Count(slot, NumberVerdict.Undecidable))
                {
                    Place = place is { } at ? new TextPosition(at["line"].Count(), at["column"].Count()) : null,
                };
            }
        }

        int Count(TensorSlot slot, NumberVerdict verdict) => own[slot.Index].Count(item => listed[item].Verdict == verdict);
    }

    private static MarkCount[] ReadMarks(ReportElement marks) =>
    [
        .. Enum.GetValues<GradeStatus>()
            .Select(status => new MarkCount(status, marks.Optional(Words.Of(status))?.Count() ?? 0))
            .Where(mark => mark.Numbers > 0),
    ];

    private static NumberPrecision ReadPrecision(ReportElement precision)
        => precision.Value.ValueKind == JsonValueKind.String ? new NumberPrecision.Format(precision.Word<FloatFormat>(ContractNames.Of))
            : precision.Optional("decimals") is { } decimals ? new NumberPrecision.Decimals(decimals.Count())
            : new NumberPrecision.Significant(precision["significant"].Count());

    private static Finding ReadFinding(ReportElement finding) => new(
        finding["cause"].Text(), finding.Optional("layer")?.Count(), ReadArgument(finding.Optional("argument")), finding["explains"].Real(), finding["text"].Text());

    private static FindingArgument? ReadArgument(ReportElement? argument)
    {
        if (argument is not { } given || given.Value.ValueKind != JsonValueKind.Object)
        {
            return argument is { } number ? new FindingArgument.Number(number.Real()) : null;
        }

        ActivationKind kind = given["activation"].Word<ActivationKind>(ContractNames.Of);
        return new FindingArgument.Function(given.Optional("alpha")?.Real() is { } alpha ? Activation.Of(kind, alpha) : Activation.Of(kind));
    }
}
