using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Compares the paper's boxes of sections 4 and 5 with the calculation with two decimals.</summary>
public sealed class PaperTraceTest
{
    private static readonly TraceOptions TwoDecimals = new(2, 2);

    /// <summary>The lines of the boxes "Our example" from the paper. Only the sign between the last two parts differs: the paper writes =
    /// before rounded numbers.</summary>
    private static readonly string[] Boxes =
    [
        "tanh'(1.7) = 1 − 0.93² ≈ 0.14",
        "δ_1^(2) = 0.48 − 1 = −0.52",
        "δ_2^(2) = 1.14 − 1.15 = −0.01",
        "δ_1^(1) = tanh'(0.5) [0.1 (−0.52) + 0.4 (−0.01)] ≈ −0.04",
        "δ_2^(1) = tanh'(1.1) [0.2 (−0.52) + 0.5 (−0.01)] ≈ −0.04",
        "δ_3^(1) = tanh'(1.7) [0.3 (−0.52) + 0.6 (−0.01)] ≈ −0.02",
        "∂E/∂w_1,1^(2) = −0.52 (0.46) ≈ −0.24",
        "∂E/∂w_1,2^(2) = −0.52 (0.80) ≈ −0.42",
        "∂E/∂w_1,3^(2) = −0.52 (0.93) ≈ −0.48",
        "∂E/∂w_2,1^(2) = −0.01 (0.46) ≈ 0.00",
        "∂E/∂w_2,2^(2) = −0.01 (0.80) ≈ −0.01",
        "∂E/∂w_2,3^(2) = −0.01 (0.93) ≈ −0.01",
        "∂E/∂w_1,1^(1) = −0.04 (1) = −0.04",
        "∂E/∂w_1,2^(1) = −0.04 (2) = −0.08",
        "∂E/∂w_2,1^(1) = −0.04 (1) = −0.04",
        "∂E/∂w_2,2^(1) = −0.04 (2) = −0.08",
        "∂E/∂w_3,1^(1) = −0.02 (1) = −0.02",
        "∂E/∂w_3,2^(1) = −0.02 (2) = −0.04",
    ];

    [TestCaseSource(nameof(Boxes))]
    public void Trace_OfThePaperWithTwoDecimals_HasTheLineOfTheBox(string line)
        => Assert.That(Lines(), Does.Contain("  " + line));

    /// <summary>Figure 6 has 0.93 and 0.48, where its own numbers round to 0.94 and 0.49 (0.485): both are cut off. All else follows from
    /// its own numbers.</summary>
    [Test]
    public void Paper_FromItsOwnNumbers_IsRoundedButForTwo()
    {
        Fixture paper = RecordedFixtures.Paper;
        TensorSet hand = paper.Expected[1].Numbers;
        var form = new TracedForm(paper, 2, hand);
        WorkedCalculation.Of(paper, paper.Loss, new HandSteps(fromOutputs: true), form);

        var others = new List<string>();
        int given = 0;
        foreach (Step step in paper.Layout.Steps)
        {
            for (int i = 0; i < step.Length; i++)
            {
                given += hand.Has(step, i) ? 1 : 0;
                if (hand.Has(step, i) && Math.Abs(form.Formed[step]![i] - hand[step]![i]) > 1e-9)
                {
                    others.Add(FormattableString.Invariant($"{step.Quantity} {step.Layer + 1} unit {i + 1}: {hand[step]![i]}"));
                }
            }
        }

        Assert.That(others, Is.EqualTo(new[] { "Output 1 unit 3: 0.93", "Output 2 unit 1: 0.48" }));
        Assert.That(given, Is.EqualTo(25));
    }

    /// <summary>The trace's own numbers, without those of the paper: the boxes that do not depend on the two.</summary>
    [Test]
    public void Trace_OfThePaperByItself_HasTheNumbersThatDoNotDependOnTheTwo()
    {
        string[] own = [.. Lines().TakeWhile(line => !line.StartsWith("With the numbers", StringComparison.Ordinal))];

        Assert.That(Boxes.Where(box => own.Contains("  " + box)), Is.EqualTo(Boxes[12..]));
        Assert.That(own, Does.Contain("  z_3^(1) = tanh(1.7) ≈ 0.94").And.Contain("  δ_1^(2) = 0.49 − 1 = −0.51"));
    }

    private static string[] Lines() => new TextDocumentFormat().Of(WorkedTrace.Of(RecordedFixtures.Paper, TwoDecimals)).Split('\n');
}
