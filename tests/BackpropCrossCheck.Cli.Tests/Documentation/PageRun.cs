namespace BackpropCrossCheck.Cli.Tests.Documentation;

/// <summary>A folder in which the commands of a page run. It has the files that the page shows, and the folders of the repository that the
/// commands name.</summary>
internal sealed class PageRun : IDisposable
{
    private static readonly (string Folder, string Pattern)[] Copied =
    [
        ("fixtures", "*.json"), ("fixtures", "*.csv"), ("tests/MustFail", "*.json"), ("src/BackpropCrossCheck.Oracles/examples", "*"),
        ("src/BackpropCrossCheck.Cli/examples", "*"), ("src/BackpropCrossCheck.Oracles/python", "*.py"),
    ];

    private const string Python = "python3";

    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder for some commands of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="commands">The commands.</param>
    public PageRun(Page page, params IEnumerable<string> commands)
    {
        PageBlock[] files = [.. page.Blocks.Where(block => block is { Kind: "json" or "csv" or "python", Label.Length: > 0 })];
        foreach (PageBlock file in files)
        {
            _folder.Write(file.Label, file.Text);
        }

        string all = string.Join('\n', [.. commands, .. files.Where(file => file.Kind == "python").Select(file => file.Text)]);
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

        return Shell(program == Python && File.Exists(_folder.Of(command[(Python.Length + 1)..]))
            ? PythonFor(command[(Python.Length + 1)..]) + command[Python.Length..] : command);
    }

    /// <summary>A Python that has PyTorch, for a script of the page that needs it; the one of the page for any other.</summary>
    private string PythonFor(string script)
    {
        if (!File.ReadAllText(_folder.Of(script)).Contains("torch", StringComparison.Ordinal))
        {
            return Python;
        }

        string? found = Array.Find([Python, "/usr/bin/python3"], python => Shell($"{python} -c 'import torch'").ExitCode == 0);
        if (found is null)
        {
            Assert.Ignore("No Python on this machine has PyTorch.");
        }

        return found!;
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
