using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Tests;

/// <summary>Compares an HTML page with a folder of golden files, one for each section.</summary>
/// <remarks>The file sections.txt lists the sections in their order. So the files say together what one file of the whole page would say.
/// A formula of MathML stands on a line of its own in them, since a page has it on one line of a thousand letters.</remarks>
internal static class GoldenPage
{
    private const string NextFormula = " <math>";

    /// <summary>Fails if a section differs from its file, or if the sections or their order differ.</summary>
    /// <param name="page">The page; its lines end with LF.</param>
    /// <param name="folder">The folder, relative to Golden.</param>
    /// <param name="source">The test's source file; filled in by the compiler.</param>
    public static void AssertMatches(string page, string folder, [CallerFilePath] string source = "")
    {
        // Such a line would look like one that was broken here, and a change from one to the other would not be seen.
        Assert.That(page, Does.Not.Contain($"\n{NextFormula}"));
        IReadOnlyList<(string Name, string Text)> sections = PageSections.Of(page);
        GoldenFile.RemoveBeforeRenewal(folder, source);
        using (Assert.EnterMultipleScope())
        {
            GoldenFile.AssertMatches(string.Concat(sections.Select(section => $"{section.Name}\n")), $"{folder}/sections.txt", source);
            foreach ((string name, string text) in sections)
            {
                GoldenFile.AssertMatches(
                    text.Replace(NextFormula, $"\n{NextFormula}", StringComparison.Ordinal), $"{folder}/{name}.html", source);
            }
        }
    }
}
