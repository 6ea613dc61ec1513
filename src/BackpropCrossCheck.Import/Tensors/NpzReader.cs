using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Import.Archives;

namespace BackpropCrossCheck.Import.Tensors;

/// <summary>Reads NumPy's <c>.npz</c> archives of arrays.</summary>
internal static class NpzReader
{
    private const string Ending = ".npy";

    /// <summary>Reads all arrays.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <param name="limit">How much is unpacked at most, in MiB.</param>
    /// <param name="isWanted">Which arrays are read, by name; null for all.</param>
    /// <exception cref="FixtureException">The archive is damaged, empty, or holds something else.</exception>
    public static IReadOnlyList<Tensor> Read(byte[] bytes, string file, int limit, Func<string, bool>? isWanted = null)
    {
        using var zip = new ZipContents(bytes, file, "an .npz file", limit);
        string[] names = [.. ArraysOf(zip)];
        return names.Length == 0
            ? throw new FixtureException(file, "there is no array in it; an .npz file has entries that end in .npy.")
            : [.. names.Where(name => isWanted is null || isWanted(name))
                .Select(name => NpyReader.Read(zip.Read(name + Ending), file, name))];
    }

    /// <summary>The names of all arrays.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <param name="limit">How much is unpacked at most, in MiB.</param>
    /// <exception cref="FixtureException">The archive is damaged.</exception>
    public static IReadOnlyList<string> Names(byte[] bytes, string file, int limit)
    {
        using var zip = new ZipContents(bytes, file, "an .npz file", limit);
        return [.. ArraysOf(zip)];
    }

    private static IEnumerable<string> ArraysOf(ZipContents zip)
        => zip.Names.Where(name => name.EndsWith(Ending, StringComparison.Ordinal)).Select(name => name[..^Ending.Length]);
}
