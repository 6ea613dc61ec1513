using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Tests;

/// <summary>Which namespace of src uses which, according to the using directives. The build allows no unneeded directive, so they are
/// exact.</summary>
/// <remarks>A namespace counts with all below it: BackpropCrossCheck.Reports.Html is part of BackpropCrossCheck.Reports. A name written in
/// full counts as its directive would.</remarks>
internal sealed partial class NamespaceGraph
{
    private readonly SortedDictionary<string, SortedSet<string>> _arrows = new(StringComparer.Ordinal);

    /// <summary>The namespaces that each namespace uses.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> Arrows => _arrows;

    /// <summary>The graph of the sources in src.</summary>
    /// <param name="thisFile">Filled in by the compiler: where this file is tells where src is.</param>
    public static NamespaceGraph OfSources([CallerFilePath] string thisFile = "")
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "src"));
        char separator = Path.DirectorySeparatorChar;
        string[] built = [$"{separator}obj{separator}", $"{separator}bin{separator}"];
        return Of(Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !built.Any(file.Contains))
            .Select(File.ReadAllText));
    }

    /// <summary>The graph of some sources.</summary>
    /// <param name="sources">The text of C# files.</param>
    public static NamespaceGraph Of(IEnumerable<string> sources)
    {
        var graph = new NamespaceGraph();
        foreach (string source in sources)
        {
            string own = Declaration().Match(source).Groups[1].Value;
            if (own.Length == 0)
            {
                continue;
            }

            SortedSet<string> used = graph._arrows.TryGetValue(own, out SortedSet<string>? known)
                ? known
                : graph._arrows[own] = new(StringComparer.Ordinal);
            used.UnionWith(Use().Matches(source).Select(match => match.Groups[1].Value).Where(name => name != own));
        }

        foreach (SortedSet<string> used in graph._arrows.Values)
        {
            used.IntersectWith(graph._arrows.Keys);
        }

        return graph;
    }

    /// <summary>The namespaces that use each other in a circle, in the order of the arrows; empty if there is none.</summary>
    public IReadOnlyList<string> Cycle()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        return _arrows.Keys.Select(start => CycleFrom(start, done, path)).FirstOrDefault(cycle => cycle.Count > 0) ?? [];
    }

    /// <summary>A line for each namespace with the namespaces it uses.</summary>
    public override string ToString()
        => string.Join(
            '\n',
            _arrows.Select(arrow => $"{arrow.Key} -> {(arrow.Value.Count == 0 ? "nothing of ours" : string.Join(", ", arrow.Value))}"));

    [GeneratedRegex(@"^namespace BackpropCrossCheck\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^(?:using (?:static )?|(?!namespace |\s*///).*[^\w.])BackpropCrossCheck\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Use();

    private IReadOnlyList<string> CycleFrom(string name, HashSet<string> done, List<string> path)
    {
        int at = path.IndexOf(name);
        if (at >= 0)
        {
            return [.. path.Skip(at), name];
        }

        if (!done.Add(name))
        {
            return [];
        }

        path.Add(name);
        foreach (string used in _arrows[name])
        {
            if (CycleFrom(used, done, path) is { Count: > 0 } cycle)
            {
                return cycle;
            }
        }

        path.RemoveAt(path.Count - 1);
        return [];
    }
}
