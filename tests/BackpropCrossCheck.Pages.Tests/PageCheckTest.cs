namespace BackpropCrossCheck.Pages.Tests;

/// <summary>The check of pages finds each kind of fault.</summary>
public sealed class PageCheckTest
{
    private const string Drawing = """
        <svg width="300" height="60"><title>t</title><desc>d</desc>
        <rect fill="#eee" x="100" y="10" width="60" height="30"/>TEXTS</svg>
        """;

    [Test]
    public async Task Faults_OfASoundPage_AreNone()
        => Assert.That(
            await FaultsAsync(
                Page("<h2>b</h2><p>words</p>" + Drawing.Replace("TEXTS", "<text x=\"5\" y=\"20\">one</text>", StringComparison.Ordinal))),
            Is.Empty);

    [TestCase("<div style=\"width: 600px\">wide</div>", "400 px, Light: the page is")]
    [TestCase("<div style=\"width: 1200px\">wide</div>", "paper")]
    [TestCase("<h3>skipped</h3>", "skips from h1 to h3")]
    [TestCase("<p style=\"color: #aaa\">pale</p>", "the contrast of \"pale\" is 2.32")]
    [TestCase("<img src=\"https://example.org/a.png\" alt=\"\">", "it asks for https://example.org/a.png")]
    [TestCase("<img src=\"missing.png\" alt=\"\">", "missing.png")]
    [TestCase("<script>throw new Error('broken');</script>", "a script failed: Error: broken")]
    [TestCase("<script>console.error('oh');</script>", "the console says: oh")]
    [TestCase("<script></script>", "it has a script")]
    [TestCase("<h1>again</h1>", "not exactly one h1")]
    [TestCase("<p>one</p><p style=\"margin-top: -30px\">two</p>", "\"two\" overlaps the line before it")]
    [TestCase(
        "<div class=\"equations\" style=\"overflow-x: auto\"><p style=\"width: 500px\">1</p></div>",
        "400 px, Light: \"1\" has numbers behind a scrollbar")]
    [TestCase("<svg width=\"9\" height=\"9\"><title>t</title></svg>", "a drawing has no desc")]
    public async Task Faults_OfAFaultyPage_NameIt(string body, string fault)
        => Assert.That(await FaultsAsync(Page(body)), Has.Some.Contains(fault));

    [TestCase("<text x=\"5\" y=\"20\">one</text><text x=\"10\" y=\"24\">two</text>", "\"one\" and \"two\" overlap")]
    [TestCase("<text x=\"290\" y=\"20\">outside</text>", "\"outside\" leaves its drawing")]
    [TestCase("<text x=\"90\" y=\"30\">across</text>", "\"across\" lies across the edge of a unit")]
    [TestCase("<text x=\"102\" y=\"30\" fill=\"#ccc\">pale</text>", "the contrast of \"pale\"")]
    [TestCase("<rect fill=\"#eee\" x=\"150\" y=\"10\" width=\"60\" height=\"30\"/>", "two units overlap")]
    public async Task Faults_OfAFaultyDrawing_NameIt(string texts, string fault)
        => Assert.That(await FaultsAsync(Page(Drawing.Replace("TEXTS", texts, StringComparison.Ordinal))), Has.Some.Contains(fault));

    [Test]
    public void Chromium_Named_IsTakenBeforeThePath()
    {
        string folder = Directory.CreateTempSubdirectory("backprop-check-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "chromium"), string.Empty);

            Assert.That(ChromiumPath.Find("/named", folder), Is.EqualTo("/named"));
            Assert.That(ChromiumPath.Find(null, folder), Is.EqualTo(Path.Combine(folder, "chromium")));
            Assert.That(ChromiumPath.Find(string.Empty, Path.Combine(folder, "none")), Is.Null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<IReadOnlyList<string>> FaultsAsync(string page) => PageCheck.FaultsAsync(page);

    private static string Page(string body) => $$"""
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width"><title>t</title><link rel="icon" href="data:,">
        <style>body { background: #fff; color: #000; margin: 0 }</style></head><body><main><h1>a</h1>{{body}}</main></body></html>
        """;
}
