using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports.Json;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads what a JSON report says of the steps of a comparison.</summary>
/// <param name="layout">The tensors that there are; null where the report does not say.</param>
/// <param name="numbers">Reads the first wrong number of a step.</param>
internal sealed class StepReader(TensorLayout? layout, NumberReader numbers)
{
    /// <summary>Reads the steps.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="at">Its place.</param>
    /// <exception cref="FormatException">A step is malformed or contradicts itself, or the origin is not the first wrong step.</exception>
    public IReadOnlyList<StepSummary> Read(JsonComparison comparison, ReportPlace at)
    {
        StepSummary[] steps = [.. at.Each("steps", comparison.Steps ?? []).Select(step => Read(step.Value, step.Place))];
        var seen = new HashSet<Step>();
        int again = Array.FindIndex(steps, step => !seen.Add(step.Step));
        if (again >= 0)
        {
            throw at["steps"][again].Fault("this step occurs twice.");
        }

        StepSummary? first = Array.Find(steps, step => step.Verdict == StepVerdict.Wrong);
        StepSummary? origin = comparison.Origin is { } stated ? Read(stated, at["origin"]) : null;
        return first?.Step == origin?.Step ? steps
            : throw at["origin"].Contradiction(first is null ? "none" : StepText.Name(first.Step), "the steps");
    }

    private StepSummary Read(JsonStep step, ReportPlace at)
    {
        StepVerdict verdict = at.Word<StepVerdict>("verdict", step.Verdict, ReportWords.Of);
        int count = at.Count("numbers", step.Numbers);
        int wrong = at.Count("wrong", step.Wrong, 0, count);
        int judged = at.OptionalCount("judged", step.Judged, wrong, count)
            ?? (verdict is StepVerdict.Follows or StepVerdict.Wrong ? count : 0);
        if ((verdict == StepVerdict.Wrong) != (wrong > 0))
        {
            throw at["verdict"].Contradiction(wrong > 0 ? ReportWords.Of(StepVerdict.Wrong) : "another verdict", "the wrong numbers");
        }

        return new StepSummary(
            NumberReader.StepOf(step, at, layout),
            verdict,
            count,
            judged,
            wrong,
            wrong > 0 ? numbers.Read(at.Required("first", step.First), at["first"]) : null,
            wrong > 0 ? at.Required("from", step.From) : string.Empty)
        {
            Rows = at.OptionalCount("rows", step.Rows, 0, count),
            IsRecovered = step.Recovered == true,
            Carried = at.OptionalCount("carried", step.Carried, 0, count) ?? 0,
        };
    }
}
