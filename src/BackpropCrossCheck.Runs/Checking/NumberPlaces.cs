using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Checking;

/// <summary>Finds the lines of the numbers that a report points at: in each tensor the first number that differs, or else the first
/// undecidable one.</summary>
internal static class NumberPlaces
{
    /// <summary>The comparisons with these places added.</summary>
    /// <param name="bytes">The bytes of the fixture's file.</param>
    /// <param name="file">The file.</param>
    /// <param name="comparisons">All comparisons of the fixture.</param>
    /// <param name="entries">Which of them are entries of the file, in its order. For the numbers of all other comparisons, the place is
    /// that of the value in the fixture to which they belong.</param>
    public static IReadOnlyList<ResultComparison> Add(
        ReadOnlySpan<byte> bytes, string file, IReadOnlyList<ResultComparison> comparisons, Range entries)
    {
        if (!comparisons.Any(HasPlaces))
        {
            return comparisons;
        }

        (int first, int count) = entries.GetOffsetAndLength(comparisons.Count);
        string?[][] pointers =
            [.. comparisons.Select((comparison, i) => Pointers(comparison, i >= first && i < first + count ? i - first : null))];
        string[] wanted = [.. pointers.SelectMany(all => all).OfType<string>()];
        TextPosition?[] places = JsonPlaces.Find(FixtureText.Of(bytes, file), wanted);
        int next = 0;
        return [.. comparisons.Select((comparison, i) => !HasPlaces(comparison) ? comparison : comparison with
        {
            Summaries =
            [
                .. comparison.Summaries.Select(
                    (summary, j) => pointers[i][j] is null ? summary : summary with { Place = places[next++] }),
            ],
        })];
    }

    private static bool HasPlaces(ResultComparison comparison) => comparison.Discrepancies + comparison.Undecidable > 0;

    private static string?[] Pointers(ResultComparison comparison, int? entry) =>
    [
        .. comparison.Summaries.Zip(comparison.PlacedIndices(), (tensor, placed) => placed is not { } index ? null
            : entry is { } number ? NumberPointer.OfExpected(number, tensor.Step, index)
            : NumberPointer.OfNetwork(tensor.Step, index)),
    ];
}
