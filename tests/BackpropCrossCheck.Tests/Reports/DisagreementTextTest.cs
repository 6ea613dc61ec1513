using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>The console's sentences on witnesses that stand alone, and on disagreements where none does.</summary>
public sealed class DisagreementTextTest
{
    private static readonly TensorLayout Layout = new(2, [new LayerShape(2, 3, true), new LayerShape(3, 2, true)]);

    [TestCase(nameof(Quantity.WeightGradient), 3, "3 weights of layer 2")]
    [TestCase(nameof(Quantity.WeightGradient), 1, "1 weight of layer 2")]
    [TestCase(nameof(Quantity.UpdatedWeights), 2, "2 updated weights of layer 2")]
    [TestCase(nameof(Quantity.PreActivation), 2, "2 pre-activations of layer 2")]
    [TestCase(nameof(Quantity.Output), 1, "1 output of layer 2")]
    [TestCase(nameof(Quantity.Delta), 4, "4 deltas of layer 2")]
    public void Of_Outlier_SaysWhereAndWhoAgrees(string quantity, int numbers, string place)
    {
        Step step = Layout.Steps.First(step => step.Quantity.Name == quantity && step.Layer == 1);
        Assert.That(Of(new TensorCount(step, numbers)), Is.EqualTo($"b stands alone in {place}: engine, a and c agree"));
    }

    [Test]
    public void Of_OutlierInALoss_HasNoLayer()
    {
        Assert.That(Of(new TensorCount(Layout.Loss, 1)), Is.EqualTo("b stands alone in the loss: engine, a and c agree"));
        Assert.That(Of(new TensorCount(Layout.UpdatedLoss, 1)), Is.EqualTo("b stands alone in the updated loss: engine, a and c agree"));
    }

    [Test]
    public void Of_OutlierInManyTensors_NamesTheFirst()
    {
        TensorCount[] counts = [.. Layout.Steps.Take(5).Select(step => new TensorCount(step, 2))];
        Assert.That(
            Of(counts[..3]),
            Does.StartWith("b stands alone in 2 pre-activations of layer 1, 2 outputs of layer 1 and 2 pre-activations of layer 2: "));
        Assert.That(
            Of(counts), Does.StartWith("b stands alone in 2 pre-activations of layer 1, 2 outputs of layer 1 and 6 more numbers: "));
    }

    [Test]
    public void Of_Split_SaysWhoAgreesWithWhom()
    {
        var tensors = new[] { new TensorCount(Layout.Loss, 1) };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Of(new Split([["engine", "a"], ["b", "c"]], tensors)),
                Is.EqualTo("nobody stands alone in the loss: engine and a agree; b and c agree"));
            Assert.That(
                Of(new Split([["engine", "a"], ["b"], ["c"]], tensors)),
                Does.EndWith(": engine and a agree; b differs from all others; c differs from all others"));
            Assert.That(Of(new Split([["engine"], ["b"], ["c"]], tensors)), Does.EndWith(": engine, b and c all differ from each other"));
            Assert.That(
                Of(new Split([["engine", "b", "c"]], tensors)),
                Does.EndWith(": some of engine, b and c agree with two that differ from each other"));
        }
    }

    private static string Of(params TensorCount[] tensors) => Text(new FixtureReport
    {
        File = "f",
        Verdict = Verdict.Fail,
        Outliers = [new Outlier("b", tensors.Sum(tensor => tensor.Numbers), ["engine", "a", "c"], null!) { Tensors = tensors }],
    });

    private static string Of(Split split) => Text(new FixtureReport { File = "f", Verdict = Verdict.Fail, Splits = [split] });

    /// <summary>The console's sentence, after "FAIL f alone" or "FAIL f split".</summary>
    private static string Text(FixtureReport report)
    {
        using var writer = new StringWriter();
        new ConsoleReport(writer, colour: false, all: false, quiet: false).WriteFixture(report);
        return string.Join(' ', writer.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Skip(3));
    }
}
