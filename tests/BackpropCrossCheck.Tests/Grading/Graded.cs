using System.Text;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Grading;

/// <summary>Grades a hand calculation of a fixture.</summary>
internal static class Graded
{
    /// <summary>Grades an entry, given as the fields of its JSON object after "by" and "kind".</summary>
    /// <param name="fixture">The fields of the fixture's JSON object after "version" and "name".</param>
    /// <param name="entry">The fields of the entry.</param>
    public static ResultComparison Of(string fixture, string entry)
    {
        string json = $$"""
            { "version": 1, "name": "x", {{fixture}}, "expected": [{ "by": "somebody", "kind": "hand", {{entry}} }] }
            """;
        Fixture read = FixtureReader.Read(Encoding.UTF8.GetBytes(json), "x.json");
        return ResultComparer.Compare(Planted.Reference(read), IndependentResult.Of(read.Expected[0]));
    }

    /// <summary>The marks of a quantity, named by the contract's word, in the order of the calculation; a letter for each number.</summary>
    public static string Marks(this ResultComparison comparison, string quantity, int layer = 0)
        => string.Concat(comparison.AllNumbers(blanks: true)
            .Where(number => ContractWords.Of(number.Quantity) == quantity && (layer == 0 || number.Layer == layer))
            .Select(number => number.Status switch
            {
                GradeStatus.Correct => 'c',
                GradeStatus.Truncated => 't',
                GradeStatus.Follows => 'f',
                GradeStatus.RoundedIntermediates => 'r',
                GradeStatus.Wrong => 'w',
                GradeStatus.NotGiven => '-',
                _ => '?',
            }));
}
