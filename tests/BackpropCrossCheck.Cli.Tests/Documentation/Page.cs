using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Cli.Tests.Documentation;

/// <summary>A page of the documentation: any README.md in the repository.</summary>
internal sealed class Page
{
    private const string FileName = "README.md";

    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "TestResults"];

    private Page(string path)
    {
        Path = path;
        Text = File.ReadAllText(Repository.Of(path)).ReplaceLineEndings("\n");
        Blocks = [.. Regex.Matches(Text, @"(?ms)^```(\w*) ?([^\n]*)\n(.*?)^```$")
            .Select(match => new PageBlock(Word(match, 1), Word(match, 2), Word(match, 3)))];
    }

    /// <summary>Every page. They are searched for, so that a new page cannot be forgotten.</summary>
    public static IReadOnlyList<Page> All { get; } =
        [.. Paths(Repository.Root).Order(StringComparer.Ordinal).Select(path => new Page(path))];

    /// <summary>The page of the repository itself.</summary>
    public static Page Readme => Of(FileName);

    /// <summary>Its path in the repository, with slashes.</summary>
    public string Path { get; }

    /// <summary>Its folder, as a path on this machine.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Repository.Of(Path))!;

    /// <summary>The whole of it.</summary>
    public string Text { get; }

    /// <summary>Its fenced blocks.</summary>
    public IReadOnlyList<PageBlock> Blocks { get; }

    /// <summary>The page without its fenced blocks.</summary>
    public string Prose => Regex.Replace(Text, "(?ms)^```.*?^```$", "");

    /// <summary>The texts in backquotes in its prose.</summary>
    public IEnumerable<string> CodeSpans => Regex.Matches(Prose, "`([^`]+)`").Select(match => Word(match, 1).ReplaceLineEndings(" "));

    /// <summary>The page of a path in the repository.</summary>
    public static Page Of(string path) => All.Single(page => page.Path == path);

    /// <summary>The texts in backquotes in the first column of the table that has this heading.</summary>
    public string[] FirstColumn(string heading)
    {
        string table = Text[(Text.IndexOf($"\n| {heading} |", StringComparison.Ordinal) + 1)..];
        return [.. table.Split('\n').Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('`')[1])];
    }

    /// <inheritdoc/>
    public override string ToString() => Path;

    private static IEnumerable<string> Paths(string folder)
        => Directory.GetFiles(folder, FileName).Select(file => System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Concat(Directory.GetDirectories(folder).Where(IsOurs).SelectMany(Paths));

    private static bool IsOurs(string folder)
        => System.IO.Path.GetFileName(folder) is var name && !name.StartsWith('.') && !NotOurs.Contains(name);

    private static string Word(Match match, int group) => match.Groups[group].Value;
}
