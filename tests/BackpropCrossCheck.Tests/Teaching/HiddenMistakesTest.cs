using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Mistakes that the numbers of an exercise do not show.</summary>
public sealed class HiddenMistakesTest
{
    private const string LeftOut = "h'(a) is left out of δ";

    /// <summary>With every relu above 0, its derivative is 1 and may as well be left out.</summary>
    [TestCase("[[0.5, 0.25]]", true)]
    [TestCase("[[-0.5, -0.25]]", false)]
    public void Derivative_OfARelu_IsSeenOnlyBelowZero(string weights, bool isHidden)
    {
        Fixture fixture = Relu(weights);

        Assert.That(
            HiddenMistakes.Of(fixture, 2).Any(mistake => mistake.StartsWith(LeftOut, StringComparison.Ordinal)), Is.EqualTo(isHidden));
        string key = new TextDocumentFormat().Of(Worksheet.Answers(fixture, 2));
        Assert.That(key.Contains(LeftOut, StringComparison.Ordinal), Is.EqualTo(isHidden), "the key names it");
        Assert.That(new TextDocumentFormat().Of(Worksheet.Exercise(fixture, 2)), Does.Not.Contain(LeftOut), "the sheet does not");
    }

    /// <summary>Fewer digits hide more.</summary>
    [Test]
    public void Exercise_WithFewerDecimals_HidesAtLeastAsMuch([Range(0, 4)] int seed)
    {
        Fixture exercise = FriendlyNumbers.Of(RecordedFixtures.Paper, (ulong)seed, 2)!;

        Assert.That(HiddenMistakes.Of(exercise, 6), Is.SubsetOf(HiddenMistakes.Of(exercise, 1)));
    }

    [Test]
    public void Seed_ThatHidesAMistake_HasABetterOneProposed()
    {
        Fixture paper = RecordedFixtures.Paper;
        SeededExercise[] all = [.. Enumerable.Range(0, 12).Select(seed => SeededExercise.Of(paper, (ulong)seed, 2)!)];
        SeededExercise[] hiding = [.. all.Where(made => made.Hidden.Count > 0)];

        Assert.That(hiding, Is.Not.Empty);
        Assert.That(hiding.Select(made => made.Better(paper, 2)!.Hidden.Count), Has.All.EqualTo(0));
        Assert.That(all.First(made => made.Hidden.Count == 0).Better(paper, 2), Is.Null);
    }

    private static Fixture Relu(string weights) => WorkedExample.Read($$"""
        {
          "version": 1, "name": "relu", "layers": [{ "weights": {{weights}}, "bias": [0.1], "activation": "relu" }],
          "inputs": [[1, 2]], "labels": [[1]], "loss": "half-sum-of-squares"
        }
        """);
}
