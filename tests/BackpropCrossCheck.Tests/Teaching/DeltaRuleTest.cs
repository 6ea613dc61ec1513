using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>The notation of textbooks: δ = (t − y)·h'(a), Δw = η δ z.</summary>
public sealed class DeltaRuleTest
{
    private static readonly TraceOptions DeltaRule = new(6, null) { Notation = TraceNotation.DeltaRule };

    [Test]
    public void Trace_OfTwoSamples_IsTheGoldenOne()
        => GoldenFile.AssertMatches(Text(WorkedExample.TwoSamples, DeltaRule), "Teaching/two-samples-delta-rule.text.txt");

    [Test]
    public void Delta_OfEveryUnit_IsTheOtherOneWithTheOtherSign([Range(0, 29)] int seed)
    {
        Fixture fixture = RandomFixture.Create(seed);

        double[] delta = Results(Text(fixture, DeltaRule), "δ_", "−∂E/∂w");
        double[] paper = Results(Text(fixture, new TraceOptions(6, null)), "δ_", "∂E/∂w");

        Assert.That(delta, Is.EqualTo(paper.Select(value => 0.0 - value)));
        Assert.That(delta, Is.Not.Empty);
    }

    [Test]
    public void NewParameters_OfATraining_AreTheSame([Range(0, 29)] int seed)
    {
        Fixture fixture = RandomFixture.Create(seed, trains: true);

        double[] delta = Results(Text(fixture, DeltaRule), "w_", "b_");
        double[] paper = Results(Text(fixture, new TraceOptions(6, null)), "w_", "b_");

        Assert.That(delta, Is.EqualTo(paper).Within(1.1e-6));
    }

    private static string Text(Fixture fixture, TraceOptions options) => new TextDocumentFormat().Of(WorkedTrace.Of(fixture, options));

    private static double[] Results(string text, params string[] symbols)
        => [.. text.Replace("\n      ", " ", StringComparison.Ordinal).Split('\n')
            .Select(line => line.Trim())
            .Where(line => symbols.Any(symbol => line.StartsWith(symbol, StringComparison.Ordinal)) && line.Any(char.IsAsciiDigit)
                && !line.Contains("_k", StringComparison.Ordinal) && !line.Contains("_m", StringComparison.Ordinal))
            .Select(line => PrintedExpression.Parsed(line.Split('=', '≈', '←')[^1].Trim()))];
}
