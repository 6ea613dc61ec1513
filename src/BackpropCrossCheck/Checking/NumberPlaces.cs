using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Checking;

/// <summary>Finds the lines of the numbers that a report points at: of each tensor the first that differs, or else is undecidable.</summary>
internal static class NumberPlaces
{
    /// <summary>The comparisons with the places.</summary>
    /// <param name="bytes">The bytes of the fixture's file.</param>
    /// <param name="file">The file.</param>
    /// <param name="comparisons">All comparisons of the fixture: oracles, then the entries in the order of the file.</param>
    public static List<ResultComparison> Add(ReadOnlySpan<byte> bytes, string file, List<ResultComparison> comparisons)
    {
        if (!comparisons.Exists(HasPlaces))
        {
            return comparisons;
        }

        int oracles = comparisons.Count(comparison => comparison.Kind == ResultKind.Oracle);
        string?[][] pointers = [.. comparisons.Select((comparison, i) => Pointers(comparison, entry: i - oracles))];
        string[] wanted = [.. pointers.SelectMany(all => all).OfType<string>()];
        TextPosition?[] places = JsonPlaces.Find(FixtureText.Of(bytes, file), wanted);
        int next = 0;
        return [.. comparisons.Select((comparison, i) => !HasPlaces(comparison) ? comparison : comparison with
        {
            Summaries = [.. comparison.Summaries.Select((summary, j) => pointers[i][j] is null ? summary : summary with { Place = places[next++] })],
        })];
    }

    private static bool HasPlaces(ResultComparison comparison) => comparison.Discrepancies + comparison.Undecidable > 0;

    private static string?[] Pointers(ResultComparison comparison, int entry) => [.. comparison.Summaries.Zip(comparison.Tensors, (summary, tensor) =>
    {
        int index = summary.PlacedVerdict == NumberVerdict.Agrees ? -1 : Array.IndexOf(tensor.Verdicts, summary.PlacedVerdict);
        return index < 0 ? null
            : comparison.Kind == ResultKind.Oracle ? NumberPointer.OfNetwork(tensor.Slot, index)
            : NumberPointer.OfExpected(entry, tensor.Slot, index);
    })];
}
