using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Finds the lines in an answer file that a report points at: in each tensor the first wrong number, or else the first undecidable
/// one.</summary>
internal static class AnswerPlaces
{
    /// <summary>The comparisons with the file and the places added.</summary>
    /// <param name="file">The file, as given.</param>
    /// <param name="bytes">Its bytes, which have been read without a fault.</param>
    /// <param name="read">Its answers, in the order of the file.</param>
    /// <param name="answers">Their comparisons.</param>
    public static IReadOnlyList<ResultComparison> Add(
        string file, ReadOnlySpan<byte> bytes, IReadOnlyList<ReadAnswer> read, IReadOnlyList<ResultComparison> answers)
    {
        ReadOnlySpan<byte> text = AnswerText.Of(bytes, file);
        bool isJson = AnswerFileReader.IsJson(text, file);
        var placed = new List<ResultComparison>();
        for (int i = 0; i < answers.Count; i++)
        {
            (Step Step, int Index)[] wanted = [.. answers[i].Summaries.Zip(answers[i].PlacedIndices(),
                (summary, index) => (summary.Step, index ?? -1))];
            TextPosition?[] places = isJson
                ? InJson(text, i, answers.Count, wanted)
                : InCsv(text, read[i], wanted);
            placed.Add(answers[i] with
            {
                File = file,
                Summaries = [.. answers[i].Summaries.Zip(places, (summary, place) => summary with { Place = place })],
            });
        }

        return placed;
    }

    /// <summary>An entry is on its own, in an array, or in the array of the field expected. A file has only one of these forms.</summary>
    private static TextPosition?[] InJson(ReadOnlySpan<byte> text, int entry, int entries, (Step Step, int Index)[] wanted)
    {
        string[] pointers =
            [.. wanted.Select(number => number.Index < 0 ? "/ " : NumberPointer.OfExpected(entry, number.Step, number.Index))];
        string prefix = "/expected";
        string alone = FormattableString.Invariant($"/expected/{entry}");
        IEnumerable<string> all = pointers.Concat(pointers.Select(pointer => Without(pointer, prefix)));
        TextPosition?[] places = JsonPlaces.Find(
            text, [.. entries == 1 ? all.Concat(pointers.Select(pointer => Without(pointer, alone))) : all]);
        return
        [
            .. Enumerable.Range(0, wanted.Length)
                .Select(i => places.Where((_, j) => j % wanted.Length == i).FirstOrDefault(place => place is not null)),
        ];
    }

    private static TextPosition?[] InCsv(ReadOnlySpan<byte> text, ReadAnswer answer, (Step Step, int Index)[] wanted)
    {
        var places = new TextPosition?[wanted.Length];
        for (int i = 0; i < wanted.Length; i++)
        {
            places[i] = answer.Offsets.TryGetValue(wanted[i], out int offset) ? TextPosition.At(text, offset) : null;
        }

        return places;
    }

    private static string Without(string pointer, string prefix)
        => pointer.StartsWith(prefix, StringComparison.Ordinal) ? pointer[prefix.Length..] : pointer;
}
