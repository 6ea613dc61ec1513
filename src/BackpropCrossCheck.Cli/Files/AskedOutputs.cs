using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Files;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Cli.Files;

/// <summary>Checks a command's outputs before anything is calculated: no output may overwrite an input, and no two outputs may be the same
/// file. Files are compared by identity, not by how their paths are spelt.</summary>
internal static class AskedOutputs
{
    /// <summary>Rejects outputs that would destroy something.</summary>
    /// <param name="outputs">The command's outputs.</param>
    /// <param name="inputs">Every file that the command reads.</param>
    /// <exception cref="UsageException">An output is also an input, is the same file as another output, or is the file that standard output
    /// or standard error goes to.</exception>
    public static void Refuse(IReadOnlyList<AskedOutput> outputs, IEnumerable<string> inputs)
    {
        List<RedirectedStream> redirected = [];
        AddIfRedirected(redirected, "standard output", descriptor: 1);
        AddIfRedirected(redirected, "standard error", descriptor: 2);
        if (outputs.Count + redirected.Count == 0)
        {
            return;
        }

        var read = new Dictionary<FilePlace, string>();
        foreach (string input in inputs)
        {
            if (FilePlace.Of(input == StandardInput.Path && !OperatingSystem.IsWindows() ? "/dev/stdin" : input) is { } place)
            {
                read.TryAdd(place, input);
            }
        }

        foreach ((string name, FilePlace place) in redirected)
        {
            if (read.TryGetValue(place, out string? input))
            {
                throw new UsageException($"{name} goes to the file {Wording.Quote(input)}, which is read here. Send it to another file.");
            }
        }

        RefuseOutputs(outputs, read, redirected);
    }

    private static void RefuseOutputs(
        IReadOnlyList<AskedOutput> outputs, Dictionary<FilePlace, string> read, List<RedirectedStream> redirected)
    {
        var written = new Dictionary<FilePlace, AskedOutput>();
        AskedOutput? standard = null;
        foreach (AskedOutput output in outputs)
        {
            FilePlace? place = output.Path == "-" ? null : FilePlace.Of(output.Path);
            if (place is { } taken && read.ContainsKey(taken))
            {
                throw new UsageException($"{output}: it would take the place of a file that is read here. Give it another path.");
            }

            AskedOutput? other = output.Place.IsStandardOutput ? standard : place is { } same ? written.GetValueOrDefault(same) : null;
            if (other is not null)
            {
                throw new UsageException(Shared(output, other));
            }

            standard = output.Place.IsStandardOutput ? output : standard;
            if (place is not { } free)
            {
                continue;
            }

            written[free] = output;
            if (!output.Place.IsStream && redirected.Find(stream => stream.Place == free) is { Name: { } name })
            {
                throw new UsageException($"{output}: {name} goes to that file. Give it another path.");
            }
        }
    }

    private static string Shared(AskedOutput output, AskedOutput other)
        => (output.Option == other.Option, output.Place.IsStandardOutput) switch
        {
            (true, true) => $"{output.Option}: several reports for standard output were found; only one can have it.",
            (true, false) => $"{output.Option}: several reports for the file {other.Path} were found; each needs its own.",
            (false, true) => $"{output}: {other.Option} writes to standard output already; only one can have it.",
            (false, false) => $"{output}: {other.Option} writes to that file already; each needs its own.",
        };

    // A pipe or a terminal loses nothing. But a file would be replaced while more text for it is still to come.
    private static void AddIfRedirected(List<RedirectedStream> redirected, string name, int descriptor)
    {
        if (!OperatingSystem.IsWindows()
            && FileStatus.Of(FormattableString.Invariant($"/dev/fd/{descriptor}")) is { Kind: FileKind.Regular } status)
        {
            redirected.Add(new RedirectedStream(name, new FilePlace(status.Identity, string.Empty)));
        }
    }

    /// <summary>Standard output or standard error that goes to a file.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Place">The file.</param>
    private sealed record RedirectedStream(string Name, FilePlace Place);
}
