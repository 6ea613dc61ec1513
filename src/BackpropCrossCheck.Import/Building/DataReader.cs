using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Building;

/// <summary>Reads inputs and labels: <c>.npy</c>, <c>.npz</c>, <c>.csv</c> or <c>.json</c>.</summary>
internal static class DataReader
{
    private const string Npz = ".npz";

    /// <summary>Reads an array of at least one axis, the samples first.</summary>
    /// <param name="path">The file; an .npz file may be followed by a colon and the name of an array.</param>
    /// <param name="role">inputs or labels: the array to look for if the file has several.</param>
    /// <param name="limit">How much of the file is read at most, in MiB.</param>
    /// <exception cref="FixtureException">The file is none of these, or holds no such array.</exception>
    public static DataArray Read(string path, string role, int limit)
    {
        string file = FileOf(path);
        byte[] bytes = InputFile.Read(file, limit, $"file of {role}");
        Tensor data = Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".NPY" => NpyReader.Read(bytes, file, role),
            ".NPZ" => FromArchive(bytes, file, path.Length > file.Length ? path[(file.Length + 1)..] : null, role, limit),
            ".CSV" => CsvData.Read(bytes, file, role),
            ".JSON" => JsonData.Read(bytes, file, role),
            _ => throw new FixtureException(
                file, $"the {role} are read from .npy, .npz, .csv or .json, and this file ends in none of these."),
        };
        return data.Rank > 0 ? new DataArray(file, data.Shape, data.Values) : throw new FixtureException(
            file, $"the {role} are a single number; one row a sample is expected.");
    }

    /// <summary>The file of a path that may name an array in it.</summary>
    /// <param name="path">The path.</param>
    public static string FileOf(string path)
    {
        int end = path.LastIndexOf($"{Npz}:", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? path : path[..(end + Npz.Length)];
    }

    private static Tensor FromArchive(byte[] bytes, string file, string? asked, string role, int limit)
    {
        IReadOnlyList<string> names = NpzReader.Names(bytes, file, limit);
        string[] usual = role == "inputs" ? ["inputs", "x", "X", "x_test", "x_train"] : ["labels", "y", "Y", "t", "y_test", "y_train"];
        string name = asked ?? (names.Count == 1 ? names[0] : usual.FirstOrDefault(names.Contains))
            ?? throw new FixtureException(
                file, $"it has the arrays {Shown(names)}; {Path.GetFileName(file)}:NAME says which the {role} are.");
        return names.Contains(name)
            ? NpzReader.Read(bytes, file, limit, found => found == name)[0]
            : throw new FixtureException(file, $"there is no array {Wording.Quote(name)} in it; it has {Shown(names)}.");
    }

    private static string Shown(IReadOnlyList<string> names)
        => names.Count == 0 ? "none" : Wording.List(names.Take(10).Select(Wording.Quote));
}
