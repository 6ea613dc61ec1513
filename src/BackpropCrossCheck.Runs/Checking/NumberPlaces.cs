using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Checking;

/// <summary>Adds the lines of the numbers that a report points at: in each tensor the first number that differs, or else the first
/// undecidable one.</summary>
internal static class NumberPlaces
{
    /// <summary>The comparisons of a fixture with these places added.</summary>
    /// <param name="bytes">The bytes of the fixture's file.</param>
    /// <param name="fixture">The fixture, as read from them.</param>
    /// <param name="comparisons">All its comparisons.</param>
    /// <param name="entries">Which of them are entries of the file, in its order. For the numbers of all other comparisons, the place is
    /// that of the value in the fixture to which they belong.</param>
    public static IReadOnlyList<ResultComparison> Add(
        ReadOnlySpan<byte> bytes, Fixture fixture, IReadOnlyList<ResultComparison> comparisons, Range entries)
    {
        (int first, int count) = entries.GetOffsetAndLength(comparisons.Count);
        var placed = new ResultComparison[comparisons.Count];
        for (int i = 0; i < placed.Length; i++)
        {
            bool isEntry = i >= first && i < first + count;
            placed[i] = Add(bytes, isEntry ? fixture.Expected[i - first].Offsets : fixture.Offsets, comparisons[i]);
        }

        return placed;
    }

    /// <summary>A comparison with these places added.</summary>
    /// <param name="bytes">The bytes of the file.</param>
    /// <param name="offsets">Where they give the numbers; null if they do not.</param>
    /// <param name="comparison">The comparison.</param>
    public static ResultComparison Add(ReadOnlySpan<byte> bytes, INumberOffsets? offsets, ResultComparison comparison)
    {
        if (offsets is null || comparison.Discrepancies + comparison.Undecidable == 0)
        {
            return comparison;
        }

        ReadOnlySpan<byte> text = FixtureText.WithoutMark(bytes);
        TensorSummary[] summaries = [.. comparison.Summaries];
        IReadOnlyList<int?> placed = comparison.PlacedIndices();
        for (int i = 0; i < summaries.Length; i++)
        {
            if (placed[i] is { } index && offsets.Of(text, summaries[i].Step, index) is { } offset)
            {
                summaries[i] = summaries[i] with { Place = TextPosition.At(text, offset) };
            }
        }

        return comparison with { Summaries = summaries };
    }
}
