using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Tests;

/// <summary>Finds switch expressions over our enumerations that give a value to everything they do not list.</summary>
internal static partial class EnumerationSwitches
{
    /// <summary>The values that such switches list, one text for each switch.</summary>
    /// <param name="sources">C# sources.</param>
    public static IEnumerable<string> WithADefault(IReadOnlyList<string> sources)
    {
        HashSet<string> enumerations =
            [.. sources.SelectMany(source => Enumeration().Matches(source)).Select(match => match.Groups[1].Value)];
        return sources.SelectMany(Bodies).Where(body => GivesADefault(body) && Listed(body).Any(enumerations.Contains))
            .Select(body => string.Join(", ", Listed(body)));
    }

    [GeneratedRegex(@"\benum (\w+)")]
    private static partial Regex Enumeration();

    [GeneratedRegex(@"\bswitch\s*\{")]
    private static partial Regex Switch();

    [GeneratedRegex(@"(?m)^\s*_ =>(?! *throw)")]
    private static partial Regex Default();

    [GeneratedRegex(@"(?m)^\s*\(?(\w+)\.\w+[^;\n]*? =>")]
    private static partial Regex Pattern();

    private static IEnumerable<string> Bodies(string source)
    {
        foreach (Match start in Switch().Matches(source))
        {
            int end = start.Index + start.Length;
            for (int depth = 1; depth > 0 && end < source.Length; end++)
            {
                depth += source[end] switch { '{' => 1, '}' => -1, _ => 0 };
            }

            // A switch within another one has arms of its own.
            yield return WithoutInner(source[(start.Index + start.Length)..(end - 1)]);
        }
    }

    private static string WithoutInner(string body)
    {
        Match inner = Switch().Match(body);
        return inner.Success ? body[..inner.Index] : body;
    }

    private static bool GivesADefault(string body) => Default().IsMatch(body);

    private static IEnumerable<string> Listed(string body) => Pattern().Matches(body).Select(match => match.Groups[1].Value);
}
