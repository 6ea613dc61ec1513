using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Documents.Markdown;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Writing;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Exercise sheets, their keys and forms.</summary>
public sealed class WorksheetTest
{
    [Test]
    public void Sheet_OfThePaper_IsTheGoldenOne()
        => GoldenFile.AssertMatches(
            new MarkdownDocumentFormat().Of(Worksheet.Exercise(RecordedFixtures.Paper, 2)), "Teaching/paper-worksheet.markdown.txt");

    [Test]
    public void Form_OfTwoSamples_IsTheGoldenOne()
        => GoldenFile.AssertMatches(AnswerSheet.Of(WorkedExample.TwoSamples).ReplaceLineEndings("\n"), "Teaching/two-samples-form.csv.txt");

    [Test]
    public void Form_EveryLine_HasSevenFieldsAndEndsWithCrLf()
    {
        string form = AnswerSheet.Of(WorkedExample.TwoSamples);

        Assert.That(form.Split("\r\n")[..^1].Select(line => line.Count(c => c == ',')), Has.All.EqualTo(6));
        Assert.That(form.Replace("\r\n", string.Empty, StringComparison.Ordinal), Does.Not.Contain('\n'));
    }

    [Test]
    public void Sheet_BesideItsForm_AsksForAsManyNumbers([Range(0, 19)] int seed)
    {
        Fixture fixture = RandomFixture.Create(seed, trains: true);
        fixture = fixture with { Training = fixture.Training! with { Steps = 1 } };

        // ∂E/∂z and the forward pass with the new parameters are steps in between.
        string[] asked =
            [.. Lines(Worksheet.Exercise(fixture, 3))
                .Where(line => line.Contains("____", StringComparison.Ordinal))
                .Where(line => !line.Contains("∂z", StringComparison.Ordinal))];
        int between = fixture.Network.Layers.Sum(layer => 2 * layer.Units * fixture.Batch.Samples);

        Assert.That(asked, Has.Length.EqualTo(AnswerSheet.Of(fixture).Split("\r\n").Length - 2 + between));
    }

    [Test]
    public void Sheet_OfTwoSamples_HasNoResultAndItsKeyHasAll()
    {
        string[] blanks = [.. Lines(Worksheet.Exercise(WorkedExample.TwoSamples, 2))];
        string[] key = [.. Lines(Worksheet.Answers(WorkedExample.TwoSamples, 2))];

        Assert.That(string.Concat(blanks), Does.Not.Contain("≈"));
        Assert.That(string.Concat(key), Does.Contain("≈").And.Not.Contain("____"));
        Assert.That(key, Has.Length.EqualTo(blanks.Length));
    }

    [Test]
    public void Sheet_OfUpdatesAfterEverySample_IsTheGoldenOne()
        => GoldenFile.AssertMatches(
            new MarkdownDocumentFormat().Of(Worksheet.Exercise(OneByOne, 2)), "Teaching/one-by-one-worksheet.markdown.txt");

    [Test]
    public void Sheet_OfUpdatesAfterEverySample_HasNoResultAndItsKeyHasAll()
    {
        string[] blanks = [.. Lines(Worksheet.Exercise(OneByOne, 2))];
        string[] key = [.. Lines(Worksheet.Answers(OneByOne, 2))];

        Assert.That(string.Concat(blanks), Does.Not.Contain("≈"));
        Assert.That(string.Concat(key), Does.Contain("≈").And.Not.Contain("____"));
        Assert.That(key, Has.Length.EqualTo(blanks.Length));
        Assert.That(
            new MarkdownDocumentFormat().Of(Worksheet.Exercise(OneByOne, 2)).Split("unit k").Length - 1,
            Is.EqualTo(2),
            "the tables of the two layers, and none of the new parameters");
    }

    [Test]
    public void Form_OfUpdatesAfterEverySample_AsksForWhatComesAfterTheLast()
    {
        string[] asked = AnswerSheet.Of(OneByOne).Split("\r\n")[1..^1];

        Assert.That(asked, Has.Length.EqualTo(4 + 2 + 4 + 2 + 1));
        Assert.That(asked, Has.All.StartsWith("updated-"));
    }

    [Test]
    public void Sheet_OfSeveralPasses_LeavesThemOutAndSaysSo()
    {
        Fixture fixture = OneByOne with { Training = OneByOne.Training! with { Steps = 2 } };

        string sheet = new MarkdownDocumentFormat().Of(Worksheet.Exercise(fixture, 2));

        Assert.That(
            sheet,
            Does.Contain("The 2 passes of the fixture, with an update after every sample, are left out.").And.Not.Contain(@"\leftarrow"));
        Assert.That(AnswerSheet.Of(fixture), Does.Not.Contain("updated").And.Contain("gradient"));
    }

    [Test]
    public void Sheet_OfSeveralSteps_LeavesThemOutAndSaysSo()
    {
        Fixture fixture = WorkedExample.TwoSamples with { Training = new Training(0.5, 3, true) };

        string sheet = new MarkdownDocumentFormat().Of(Worksheet.Exercise(fixture, 2));

        Assert.That(sheet, Does.Contain("The 3 steps of gradient descent of the fixture are left out.").And.Not.Contain(@"\leftarrow"));
        Assert.That(AnswerSheet.Of(fixture), Does.Not.Contain("updated"));
    }

    [Test]
    public void Sheet_OfAnotherOptimizer_LeavesItsUpdateOutAndSaysSo([ValueSource(nameof(OtherRules))] Optimizer rule)
    {
        Fixture fixture = WorkedExample.TwoSamples with { Training = new Training(0.5, 1, true) { Rule = rule } };

        string sheet = new MarkdownDocumentFormat().Of(Worksheet.Exercise(fixture, 2));

        Assert.That(sheet, Does.Contain($"The update of the fixture, by {rule.Name}, is left out.").And.Not.Contain(@"\leftarrow"));
        Assert.That(AnswerSheet.Of(fixture), Does.Not.Contain("updated"));
    }

    [Test]
    public void Fixture_WithAnotherOptimizer_IsReadBackTheSame(
        [ValueSource(nameof(OtherRules))] Optimizer rule, [Values] bool bySamples)
    {
        Fixture fixture = WorkedExample.TwoSamples with
        {
            Training = new Training(0.5, 2, false) { Rule = rule, BySamples = bySamples },
        };

        Assert.That(WorkedExample.Read(FixtureWriter.Of(fixture)).Training, Is.EqualTo(fixture.Training));
    }

    [Test]
    public void Fixture_Written_IsReadBackTheSame([Range(0, 19)] int seed)
    {
        Fixture fixture = RandomFixture.Create(seed, trains: true) with { Description = "d \"q\"", Source = "s" };

        Fixture read = WorkedExample.Read(FixtureWriter.Of(fixture));

        Assert.That(FixtureWriter.Of(read), Is.EqualTo(FixtureWriter.Of(fixture)));
        Assert.That(
            (read.Name, read.Description, read.Source, read.Loss, read.Training),
            Is.EqualTo((fixture.Name, fixture.Description, fixture.Source, fixture.Loss, fixture.Training)));
        Assert.That(
            read.Network.Layers.Select(layer => layer.Weights.ToArray()),
            Is.EqualTo(fixture.Network.Layers.Select(layer => layer.Weights.ToArray())));
    }

    private static Fixture OneByOne => WorkedExample.TwoSamples with { Training = new Training(0.5, 1, true) { BySamples = true } };

    private static Optimizer[] OtherRules()
        => [.. Optimizer.All.Where(rule => rule is not GradientDescent), new MomentumDescent(1, 0.5, nesterov: true)];

    private static IEnumerable<string> Lines(Document document)
        => document.Blocks.OfType<Block.Equations>().SelectMany(equations => equations.Lines).Select(TextFormula.Of);
}
