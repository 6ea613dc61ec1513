namespace BackpropCrossCheck.Cli.Tests.Documentation;

/// <summary>A folder in which the commands of a page run. It has the files that the page shows, and the folders of the repository that the
/// commands name.</summary>
internal sealed class PageRun : IDisposable
{
    private static readonly (string Folder, string Pattern)[] Copied =
    [
        ("fixtures", "*.json"), ("fixtures", "*.csv"), ("tests/MustFail", "*.json"), ("src/BackpropCrossCheck.Oracles/examples", "*"),
        ("src/BackpropCrossCheck.Cli/examples", "*"),
    ];

    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder for some commands of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="commands">The commands.</param>
    public PageRun(Page page, params IEnumerable<string> commands)
    {
        foreach (PageBlock file in page.Blocks.Where(block => block is { Kind: "json" or "csv", Label.Length: > 0 }))
        {
            _folder.Write(file.Label, file.Text);
        }

        string all = string.Join('\n', commands);
        foreach ((string folder, string pattern) in Copied.Where(copied => all.Contains(copied.Folder, StringComparison.Ordinal)))
        {
            Copy(folder, pattern);
        }
    }

    /// <summary>The folder.</summary>
    public string Root => _folder.Root;

    /// <summary>Runs a command: backprop-check as built here, anything else in a POSIX shell.</summary>
    public ProgramRun Run(string command)
    {
        if (ShownCommand.ArgumentsOf(command) is { } arguments)
        {
            return ProgramRun.In(Root, arguments);
        }

        string program = command.Split(' ')[0];
        if (OperatingSystem.IsWindows() || Shell($"command -v {program}").ExitCode != 0)
        {
            Assert.Ignore($"{program} is not on the PATH, or this is Windows.");
        }

        return Shell(command);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private ProgramRun Shell(string command) => ProgramRun.Of(ProgramRun.StartOf("bash", Root, "-c", command));

    private void Copy(string folder, string pattern)
    {
        foreach (string file in Directory.EnumerateFiles(Repository.Of(folder), pattern, SearchOption.AllDirectories))
        {
            string copy = _folder.Of(Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
