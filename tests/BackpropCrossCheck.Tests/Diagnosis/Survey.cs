using System.Globalization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Plants single mistakes and counts the answers of the diagnosis.</summary>
/// <param name="precision">float32 and float64 for recordings; digits for calculations by hand.</param>
internal sealed class Survey(NumberPrecision precision)
{
    /// <summary>Plants mistakes of one cause.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed of the first.</param>
    /// <param name="kept">What the other side gives; null for a random choice.</param>
    public SurveyRow Run(string cause, int count, int seed, Func<Step, bool>? kept = null)
    {
        var row = new SurveyRow(cause);
        for (int i = 0; i < count; i++)
        {
            Plant(cause, seed + i, kept, row);
        }

        return row;
    }

    /// <summary>Compares simulated numbers with the engine's.</summary>
    public ResultComparison Compare(Fixture fixture, Func<Step, bool> kept, params Planting[] mistakes)
    {
        bool isSingle = precision == NumberPrecision.Float32;
        return Compare(fixture, kept, Simulation.Of(fixture, isSingle, mistakes));
    }

    /// <summary>Compares the numbers of a correct training with the engine's.</summary>
    public ResultComparison CompareTrained(Fixture fixture)
        => Compare(fixture, _ => true, SimulatedTraining.Of(fixture, precision == NumberPrecision.Float32));

    /// <summary>Compares numbers with the engine's.</summary>
    public ResultComparison Compare(Fixture fixture, Func<Step, bool> kept, TensorSet simulated)
    {
        TensorSet numbers = Planted.Changed(simulated, (step, values) => kept(step) ? Array.ConvertAll(values, Written) : null);
        ResultKind kind = precision is NumberPrecision.Format ? ResultKind.Recorded : ResultKind.Hand;
        return ResultComparer.Compare(
            Planted.Reference(fixture), new IndependentResult("simulation", kind, precision, fixture.Loss, numbers));
    }

    private double Written(double value) => precision switch
    {
        NumberPrecision.Significant significant => double.Parse(
            value.ToString($"E{significant.Count - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        NumberPrecision.Decimals decimals => (double)Math.Round((decimal)value, decimals.Count, MidpointRounding.AwayFromZero),
        _ => value,
    };

    private void Plant(string cause, int seed, Func<Step, bool>? given, SurveyRow row)
    {
        var draw = new PlantedDraw(seed);
        (Fixture fixture, Planting mistake) = draw.Of(cause, given);
        Func<Step, bool> kept = given ?? draw.Kept(everything: false);
        if (given is null && !PlantedDraw.IsNoticeable(fixture, kept, [], [mistake]))
        {
            kept = draw.Kept(everything: true);
        }

        Survey survey = cause == "single-precision" ? new Survey(NumberPrecision.Float64) : this;
        ResultComparison comparison = survey.Compare(fixture, kept, mistake);
        row.Planted++;
        if (comparison.Verdict != Verdict.Fail)
        {
            row.Faults.Add($"seed {seed}: {mistake} not seen");
            return;
        }

        row.Seen++;
        Finding? first = comparison.Findings.Count > 0 ? comparison.Findings[0] : null;
        if (first is null)
        {
            row.None++;
            row.Faults.Add($"seed {seed}: {mistake}, {comparison.Discrepancies} of {comparison.Numbers} differ, no finding");
        }
        else if (mistake.IsFoundBy(first, 1e-3))
        {
            row.Exact++;
        }
        else if (Planting.Of(first).Any(found => !PlantedDraw.IsNoticeable(fixture, kept, [mistake], [found])))
        {
            row.Equal++;
        }
        else
        {
            row.Wrong++;
            row.Faults.Add(
                $"seed {seed}: {mistake}, {comparison.Discrepancies} of {comparison.Numbers} differ, found "
                    + $"{string.Join("; ", comparison.Findings)}");
        }
    }
}
