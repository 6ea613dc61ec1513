using System.Text.Json;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Chooses the fixtures whose name or path matches a pattern.</summary>
internal static class FixtureFilter
{
    /// <summary>The chosen files. Paths that could not be followed stay.</summary>
    /// <param name="whole">All files.</param>
    /// <param name="patterns">The patterns; one that matches is enough.</param>
    /// <param name="limit">How much of one file is read at most, in MiB.</param>
    public static FixtureSelection Choose(FixtureSelection whole, IReadOnlyList<GlobPattern> patterns, int limit)
    {
        int[] chosen = [.. Enumerable.Range(0, whole.Files.Count).Where(i => Matches(whole.Files[i], whole.Keys[i], patterns, limit))];
        return new FixtureSelection([.. chosen.Select(i => whole.Files[i])], whole.Faults)
        {
            Keys = [.. chosen.Select(i => whole.Keys[i])],
        };
    }

    // A path that matches saves reading the file.
    private static bool Matches(string file, string key, IReadOnlyList<GlobPattern> patterns, int limit)
        => patterns.Any(pattern => pattern.Matches(file) || pattern.Matches(key) || pattern.Matches(Path.GetFileName(file)))
            || (NameIn(file, limit) is { } name && patterns.Any(pattern => pattern.Matches(name)));

    /// <summary>The name that a file states, even if it is no valid fixture otherwise; null if it cannot be read.</summary>
    private static string? NameIn(string file, int limit)
    {
        try
        {
            var reader = new Utf8JsonReader(FixtureText.Of(InputFile.Read(file, limit), file), JsonCursor.ReaderOptions);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("name"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }
        }
        catch (Exception fault) when (fault is FixtureException or JsonException or InvalidOperationException)
        {
            // The file has no name that could match; if it is chosen by its path, the check says what is wrong with it.
            return null;
        }

        return null;
    }
}
