using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>Engines with one fault each, of those that people report of libraries, courses and notebooks: every step that is wrong is said
/// to be wrong, and no other.</summary>
public sealed class FaultyEngineTest
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "Engines");

    private static IEnumerable<TestCaseData<string, string>> Engines()
        => File.ReadLines(Path.Combine(Folder, "wrong-steps.tsv")).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t')).Select(parts => new TestCaseData<string, string>(parts[0], parts[1]));

    [TestCaseSource(nameof(Engines))]
    public void Compare_EngineWithAFault_HasItsWrongStepsAndNoOthers(string engine, string wrongSteps)
    {
        Fixture fixture = FixtureReader.Read(Path.Combine(Folder, $"{engine}-full.json"));

        ResultComparison comparison = ResultComparer.Compare(Planted.Reference(fixture), IndependentResult.Of(fixture.Expected[0]));

        string[] expected = [.. Steps(wrongSteps).Order(StringComparer.Ordinal)];
        StepSummary[] wrong = [.. comparison.Steps.Where(step => step.Verdict == StepVerdict.Wrong)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(wrong.Select(step => Name(step.Step)).Order(StringComparer.Ordinal), Is.EqualTo(expected));
            Assert.That(comparison.Origin, Is.EqualTo(wrong.FirstOrDefault()), "the first of them");
            Assert.That(comparison.Verdict == Verdict.Fail, Is.EqualTo(expected.Length > 0));
        }
    }

    /// <summary>"gradient bias 1, 2; loss" as "gradient bias 1", "gradient bias 2", "loss".</summary>
    private static IEnumerable<string> Steps(string text)
    {
        foreach (string part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string quantity = part.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ',', ' ');
            string[] layers = part[quantity.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            foreach (string layer in layers.DefaultIfEmpty(string.Empty))
            {
                yield return $"{quantity} {layer}".TrimEnd();
            }
        }
    }

    private static string Name(Step step)
    {
        string parameter = ContractWords.TensorOf(step.Quantity) is { } tensor ? $" {tensor}" : string.Empty;
        string layer = step.Layer < 0 ? string.Empty : FormattableString.Invariant($" {step.Layer + 1}");
        return $"{ContractWords.Of(step.Quantity)}{parameter}{layer}";
    }
}
