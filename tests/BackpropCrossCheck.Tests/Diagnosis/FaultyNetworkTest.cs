using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Networks drawn at random, each calculated with one fault by an engine that shares nothing with ours: the fault is the first
/// cause that is named, where everything is given and where loss and gradients alone are.</summary>
public sealed class FaultyNetworkTest
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "Faults");

    private static IEnumerable<TestCaseData<string, string>> Faults()
        => File.ReadLines(Path.Combine(Folder, "causes.tsv")).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'))
            .SelectMany(parts => new[] { ($"{parts[0]}-full", parts[1]), ($"{parts[0]}-gradients", parts[2]) })
            .Select(fault => new TestCaseData<string, string>(fault.Item1, fault.Item2));

    [TestCaseSource(nameof(Faults))]
    public void Findings_OneFault_IsTheFirst(string file, string cause)
    {
        Fixture fixture = FixtureReader.Read(Path.Combine(Folder, $"{file}.json"));

        ResultComparison comparison = ResultComparer.Compare(Planted.Reference(fixture), IndependentResult.Of(fixture.Expected[0]));

        Assert.That(comparison.Findings is [var first, ..] ? first.Cause : null, Is.EqualTo(cause));
    }

    [TestCase("gelu-tanh-full", "every gelu layer")]
    [TestCase("gelu-tanh-gradients", "gelu-tanh is used for gelu")]
    [TestCase("avg-twice-gradients", "divided by the number of samples once more")]
    [TestCase("backward-twice-gradients", "The loss value is right")]
    public void Findings_OneFault_IsSaidInWords(string file, string words)
    {
        Fixture fixture = FixtureReader.Read(Path.Combine(Folder, $"{file}.json"));

        ResultComparison comparison = ResultComparer.Compare(Planted.Reference(fixture), IndependentResult.Of(fixture.Expected[0]));

        Assert.That(comparison.Findings[0].Text, Does.Contain(words));
    }
}
