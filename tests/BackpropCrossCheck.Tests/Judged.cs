using System.Text;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests;

/// <summary>Judges an entry of a fixture: text in, verdicts out.</summary>
internal static class Judged
{
    /// <summary>Reads a fixture with one entry and judges the entry.</summary>
    /// <param name="fixture">The fields of the fixture's JSON object after "version" and "name".</param>
    /// <param name="entry">The fields of the entry after "by".</param>
    /// <param name="stated">The convention to compare in; null for the fixture's.</param>
    public static ResultComparison Of(string fixture, string entry, Loss? stated = null)
    {
        string json = $$"""
            { "version": 1, "name": "x", {{fixture}}, "expected": [{ "by": "somebody", {{entry}} }] }
            """;
        Fixture read = FixtureReader.Read(Encoding.UTF8.GetBytes(json), "x.json");
        return ResultComparer.Compare(Planted.Reference(read), IndependentResult.Of(read.Expected[0]), stated);
    }

    /// <summary>Judges an entry that a program recorded in float64.</summary>
    /// <param name="fixture">The fields of the fixture's JSON object after "version" and "name".</param>
    /// <param name="numbers">The fields of the entry after "precision".</param>
    public static ResultComparison Float64(string fixture, string numbers)
        => Of(fixture, $"\"kind\": \"recorded\", \"precision\": \"float64\", {numbers}");

    /// <summary>The causes that the diagnosis names, one after the other.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Causes(this ResultComparison comparison)
        => string.Join(", ", comparison.Findings.Select(finding => finding.Cause));

    /// <summary>The verdicts on a quantity, a letter for each number: a for agrees, d for differs, u for undecidable.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="quantity">The quantity, in the contract's word.</param>
    public static string Verdicts(this ResultComparison comparison, string quantity)
        => string.Concat(comparison.Of(quantity).Select(number => char.ToLowerInvariant(number.Verdict.ToString()[0])));

    /// <summary>The numbers of a quantity that are given.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="quantity">The quantity, in the contract's word.</param>
    public static ComparedNumber[] Of(this ResultComparison comparison, string quantity)
        => [.. comparison.AllNumbers().Where(number => ContractWords.Of(number.Quantity) == quantity)];

    /// <summary>The marks of a hand calculation's quantity, by their first letters; a blank is n.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="quantity">The quantity, in the contract's word.</param>
    public static string MarksOf(this ResultComparison comparison, string quantity)
        => string.Concat(comparison.AllNumbers(blanks: true).Where(number => ContractWords.Of(number.Quantity) == quantity)
            .Select(number => char.ToLowerInvariant(number.Status!.Value.ToString()[0])));

    /// <summary>Compares planted numbers with the engine's, or with those of an engine that is wrong. The other side gives no others, so
    /// that the engine's alone decide.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="step">The tensor.</param>
    /// <param name="engine">The engine's numbers there.</param>
    /// <param name="other">The other side's numbers there.</param>
    /// <param name="format">The other side's format.</param>
    public static TensorComparison Between(Fixture fixture, Step step, double[] engine, double[] other, FloatFormat format)
    {
        var mistaken = new TestEngine(numbers => Planted.Changed(numbers, (at, values) => at == step ? engine : values));
        var reference = new Reference(fixture, mistaken);
        IndependentResult result = Planted.Own(Planted.Reference(fixture), format);
        result = result with { Numbers = Planted.Changed(result.Numbers, (at, values) => at == step ? other : null) };
        return ResultComparer.Judge(reference, result).Numbers.Tensors.Single(tensor => tensor.Step == step);
    }
}
