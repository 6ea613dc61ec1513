using System.Text;
using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Fixtures;

/// <summary>A pattern for names and paths: * stands for any characters, ? for one, [ab] for one of these and [!ab] for any other one.
/// A text that is written exactly like the pattern matches it, too.</summary>
internal sealed class GlobPattern
{
    private readonly string _text;
    private readonly Regex _regex;

    /// <summary>A pattern.</summary>
    /// <param name="text">The pattern.</param>
    public GlobPattern(string text)
    {
        _text = text;
        // Without backtracking, no pattern takes long.
        _regex = new Regex(Translate(text), RegexOptions.Singleline | RegexOptions.NonBacktracking);
    }

    /// <summary>Whether a text matches the pattern as a whole.</summary>
    /// <param name="text">The text.</param>
    public bool Matches(string text) => text == _text || _regex.IsMatch(text);

    private static string Translate(string glob)
    {
        var regex = new StringBuilder(@"\A");
        for (int i = 0; i < glob.Length; i++)
        {
            int end = glob[i] == '[' && i + 2 < glob.Length ? glob.IndexOf(']', i + 2) : -1;
            if (end > 0)
            {
                regex.Append(OneOf(glob[(i + 1)..end]));
                i = end;
            }
            else
            {
                regex.Append(glob[i] switch
                {
                    '*' => ".*",
                    '?' => ".",
                    _ => Regex.Escape(glob[i].ToString()),
                });
            }
        }

        return regex.Append(@"\z").ToString();
    }

    private static string OneOf(string set)
    {
        bool isOther = set[0] is '!' or '^' && set.Length > 1;
        string characters = (isOther ? set[1..] : set)
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("[", @"\[", StringComparison.Ordinal)
            .Replace("]", @"\]", StringComparison.Ordinal)
            .Replace("^", @"\^", StringComparison.Ordinal);
        return $"[{(isOther ? "^" : string.Empty)}{characters}]";
    }
}
