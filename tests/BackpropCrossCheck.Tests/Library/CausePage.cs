using System.Text;
using BackpropCrossCheck.Diagnosis;

namespace BackpropCrossCheck.Tests.Library;

/// <summary>The page that says of each cause what it looks like in the numbers, and which public reports it stands for.</summary>
internal static class CausePage
{
    private const int Width = 118;

    /// <summary>The page.</summary>
    public static string Text
    {
        get
        {
            var page = new StringBuilder("""
                # Causes of wrong numbers

                What each cause looks like in the numbers, what to do about it, and the public reports that it was learnt from. This page is
                written from the classes in `Diagnosis/Mistakes`; [the README](README.md#causes) says how a cause is found.

                """);
            foreach (Mistake mistake in KnownMistakes.All)
            {
                page.Append('\n').Append("## ").Append(mistake.Cause).Append("\n\n");
                page.Append(Wrapped($"What is done instead: {mistake.Sentence}."));
                page.Append(Wrapped($"In the numbers: {mistake.Signs}", "- "));
                page.Append(Wrapped($"What to do: {mistake.Advice}", "- "));
                if (mistake.ArgumentWord is { } argument)
                {
                    page.Append(Wrapped($"Its argument: {argument}.", "- "));
                }

                if (mistake.Reports.Count > 0)
                {
                    page.Append(Wrapped($"Reported in {string.Join(", ", mistake.Reports)}.", "- "));
                }
            }

            return page.ToString();
        }
    }

    private static string Wrapped(string text, string mark = "")
    {
        var lines = new List<string> { mark };
        foreach (string word in text.Split(' '))
        {
            string last = lines[^1];
            bool isFirst = last.Trim() is "" or "-";
            if (!isFirst && last.Length + 1 + word.Length > Width)
            {
                lines.Add(new string(' ', mark.Length) + word);
            }
            else
            {
                lines[^1] = isFirst ? last + word : $"{last} {word}";
            }
        }

        return string.Join('\n', lines) + (mark.Length == 0 ? "\n\n" : "\n");
    }
}
