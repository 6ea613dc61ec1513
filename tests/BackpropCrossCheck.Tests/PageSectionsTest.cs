namespace BackpropCrossCheck.Tests;

public sealed class PageSectionsTest
{
    private const string Page = """
        <!DOCTYPE html>
        <h1>trace</h1>
        <figure>
        <svg class="network" width="1">
        </figure>
        <h2>δ backward</h2>
        <h3><span class="badge">✗ </span>Layer 1</h3>
        <p>text</p>
        <figure>
        <svg class="plot">
        <div class="wide numbers">
        <h4>The lines</h4>
        <figure>
        <svg class="plot">
        <h2>Loss</h2>
        <h3>Layer 1</h3>
        <p class="foot">the end</p>
        </html>

        """;

    [Test]
    public void Of_Page_NamesEachSectionByWhereItStands()
        => Assert.That(
            PageSections.Of(Page).Select(section => section.Name),
            Is.EqualTo(new[]
            {
                "head",
                "title",
                "network",
                "backward",
                "backward.layer-1",
                "backward.layer-1.plot",
                "backward.layer-1.numbers",
                "backward.layer-1.lines",
                "backward.layer-1.plot-2",
                "loss",
                "loss.layer-1",
                "foot",
            }));

    [Test]
    public void Of_Page_LosesNothing()
        => Assert.That(string.Join('\n', PageSections.Of(Page).Select(section => section.Text)), Is.EqualTo(Page));

    [Test]
    public void Of_Section_HasItsLinesOnly()
        => Assert.That(
            PageSections.Of(Page).Single(section => section.Name == "backward.layer-1").Text,
            Is.EqualTo("<h3><span class=\"badge\">✗ </span>Layer 1</h3>\n<p>text</p>"));

    [Test]
    public void Of_TextWithoutHeadings_IsOneSection()
        => Assert.That(PageSections.Of("a\nb\n"), Is.EqualTo(new[] { ("head", "a\nb\n") }));
}
