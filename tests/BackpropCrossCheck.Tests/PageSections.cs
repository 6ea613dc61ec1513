using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Tests;

/// <summary>Cuts an HTML page into sections, so that a change shows in the section it belongs to.</summary>
/// <remarks>A section begins at a heading, a figure, a table of numbers or the foot of the page. Its name says where it stands: "loss",
/// "forward.layer-1", "fail-failing.differs-a-program.plot".</remarks>
internal static partial class PageSections
{
    /// <summary>The sections in the order of the page. Joined by line feeds, they are the page again.</summary>
    /// <param name="page">The page; its lines end with LF.</param>
    public static IReadOnlyList<(string Name, string Text)> Of(string page)
    {
        var sections = new List<(string Name, List<string> Lines)> { ("head", []) };
        string chapter = "";
        string heading = "";
        string[] lines = page.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i];
            if (Beginning().Match(line) is { Success: true } beginning)
            {
                string title = Slug(line);
                (chapter, heading) = beginning.Value switch
                {
                    "<h2" => (title, title),
                    "<h3" => (chapter, $"{chapter}.{title}"),
                    _ => (chapter, heading),
                };
                string name = beginning.Value switch
                {
                    "<h1" => "title",
                    "<h2" or "<h3" => heading,
                    "<h4" => $"{heading}.lines",
                    "<figure" => $"{heading}.{Drawing().Match(string.Concat(lines.Skip(i + 1).Take(1)))}",
                    "<div class=\"wide numbers" => $"{heading}.numbers",
                    _ => "foot",
                };
                sections.Add((Unused(name.TrimStart('.'), [.. sections.Select(section => section.Name)]), []));
            }

            sections[^1].Lines.Add(line);
        }

        return [.. sections.Select(section => (section.Name, string.Join('\n', section.Lines)))];
    }

    private static string Slug(string line)
        => NotInNames().Replace(Tag().Replace(line, "").ToLowerInvariant(), "-").Trim('-');

    private static string Unused(string name, IReadOnlyList<string> used)
        => !used.Contains(name)
            ? name
            : Enumerable.Range(2, used.Count).Select(number => $"{name}-{number}").First(other => !used.Contains(other));

    [GeneratedRegex("^<(h[1-4]|figure|div class=\"wide numbers|p class=\"foot)")]
    private static partial Regex Beginning();

    /// <summary>The class of the drawing that follows the line of its figure.</summary>
    [GeneratedRegex("(?<=^<svg class=\")[a-z]+")]
    private static partial Regex Drawing();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInNames();
}
