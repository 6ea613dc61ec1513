namespace BackpropCrossCheck.Tests;

/// <summary>The staircase: namespaces use only what stands below them. The compiler holds it between projects, this test within
/// them.</summary>
public sealed class NamespaceGraphTest
{
    private static readonly string[] TwoSources =
        ["using BackpropCrossCheck.B;\nnamespace BackpropCrossCheck.A;\n", "namespace BackpropCrossCheck.B;\n"];

    [Test]
    public void Cycle_Sources_HaveNone()
    {
        var graph = NamespaceGraph.OfSources();
        TestContext.Out.WriteLine(graph);
        Assert.That(graph.Cycle(), Is.Empty);
        Assert.That(graph.Arrows, Has.Count.GreaterThan(15));
    }

    /// <summary>Arrows that must not exist, and for each an accepting twin that does.</summary>
    [TestCase("Diagnosis", "Grading", "Comparison")]
    [TestCase("Grading", "Diagnosis", "Comparison")]
    [TestCase("Comparison", "Judging", "Rounding")]
    [TestCase("Judging", "Checking", "Diagnosis")]
    [TestCase("Rounding", "Comparison", "Fixtures")]
    [TestCase("Teaching", "Checking", "Documents")]
    [TestCase("Checking", "Reports", "Judging")]
    [TestCase("Baselines", "Reports", "Comparison")]
    [TestCase("Oracles", "Engine", "Protocol")]
    [TestCase("Oracles", "Fixtures", "Protocol")]
    public void Arrows_Namespace_LeadDownOnly(string from, string never, string always)
    {
        SortedSet<string> used = NamespaceGraph.OfSources().Arrows[from];
        Assert.That(used, Does.Not.Contain(never));
        Assert.That(used, Does.Contain(always));
    }

    [Test]
    public void Cycle_TwoNamespacesThatUseEachOther_IsFound()
    {
        Assert.That(NamespaceGraph.Of(TwoSources).Cycle(), Is.Empty);
        string[] both = [TwoSources[0], "namespace BackpropCrossCheck.B;\nclass C { BackpropCrossCheck.A.D? d; }\n"];
        Assert.That(NamespaceGraph.Of(both).Cycle(), Is.EqualTo(new[] { "A", "B", "A" }));
    }
}
