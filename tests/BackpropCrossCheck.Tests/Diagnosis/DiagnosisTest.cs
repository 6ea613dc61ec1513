using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>The findings on discrepancies, and when there are none.</summary>
public sealed class DiagnosisTest
{
    /// <summary>A network 2-3-2 with biases and two samples, without any symmetry.</summary>
    private static readonly Fixture Network = new()
    {
        Name = "diagnosed",
        Network = new Network(
        [
            new Layer(2, 3, [0.5, -0.25, 0.75, 1, -0.6, 0.3], [0.1, -0.2, 0.3], new Tanh()),
            new Layer(3, 2, [1, -0.5, 0.25, 0.4, -0.8, 0.9], [0.2, -0.1], new Sigmoid()),
        ]),
        Batch = new Batch(2, [1, 2, -0.5, 0.7], [1, 0.2, 0.4, 0.9]),
        Loss = Loss.HalfSumOfSquares,
    };

    private static TensorLayout Layout => Network.Layout;

    [Test]
    public void Findings_EveryGradientNegative_IsASignAndNoFactor()
        => Assert.That(
            Compare((step, values) => step.IsGradient ? Array.ConvertAll(values, x => -x) : null).Findings.Select(finding => finding.Cause),
            Is.EqualTo(new[] { "sign-flipped" }));

    [Test]
    public void Findings_OneGradientInTheLastDigits_IsNoFactor()
    {
        ResultComparison comparison = Compare(
            (step, values) => step == Layout.WeightGradient(0) ? [values[0] * (1 + 3e-13), .. values[1..]] : values);
        Assert.That((comparison.Verdict, comparison.Findings.Count), Is.EqualTo((Verdict.Fail, 0)));
        Assert.That(comparison.Undiagnosed, Is.EqualTo(
            "No known mistake explains these numbers. Everything that is given of layer 2 is right. One number of gradient, layer 1, "
                + "weights differs."));
    }

    [Test]
    public void Findings_GradientsAlone_NameLayerAndArgument()
    {
        TensorSet numbers = Simulation.Of(Network, isSingle: true, new Planting("wrong-activation", 0, 0, new Elu(0.3)));
        Finding finding = Compare((step, _) => step.IsGradient ? numbers[step] : null, NumberPrecision.Float32).Findings.Single();
        Assert.That((finding.Cause, finding.Layer, finding.Argument, finding.Explains), Is.EqualTo(
            ("wrong-activation", 1, (FindingArgument)new FindingArgument.Function(new Elu(0.3)), 1.0)));
        Assert.That(finding.Text, Does.StartWith("These numbers come out when, in layer 1, elu with alpha 0.3 is used for tanh."));
    }

    [Test]
    public void Findings_OneFactorForWeightDecay_IsFittedToTheDigitsThatWereMeant()
    {
        TensorSet numbers = Simulation.Of(Network, isSingle: true, new Planting("weight-decay", null, 0.05));
        Finding finding = Compare((step, _) => numbers[step], NumberPrecision.Float32).Findings.Single();
        Assert.That((finding.Cause, finding.Argument), Is.EqualTo(("weight-decay", (FindingArgument)new FindingArgument.Number(0.05))));
    }

    [Test]
    public void Findings_AMistakeAndAnotherNumber_SayHowMuchIsExplained()
    {
        TensorSet numbers = Simulation.Of(Network, isSingle: false, new Planting("missing-activation-derivative", 1));
        ResultComparison comparison = Compare(
            (step, _) =>
                numbers[step] is not { } values ? null : step == Layout.BiasGradient(0)! ? [values[0] + 1, .. values[1..]] : values);
        Finding finding = comparison.Findings.Single();
        Assert.That((finding.Cause, finding.Layer, finding.Explains), Is.EqualTo(
            ("missing-activation-derivative", 2, (comparison.Discrepancies - 1.0) / comparison.Discrepancies)));
        Assert.That(finding.Text, Does.EndWith("of the numbers that differ; the others have another cause."));
    }

    [TestCase(2, 3, "In gradient, layer 1, weights only row 2 differs.")]
    [TestCase(1, 3, "In gradient, layer 1, weights only column 2 differs.")]
    [TestCase(0, 0, "One number of gradient, layer 1, weights has another sign.")]
    public void Undiagnosed_ARowAColumnOrANumber_IsSaid(int first, int second, string sentence)
    {
        ResultComparison comparison = Compare((step, values) =>
            step == Layout.WeightGradient(0) ? [.. values.Select((x, i) => i == first ? -1.3 * x : i == second ? 0.6 * x : x)] : values);
        Assert.That(comparison.Findings, Is.Empty);
        Assert.That(comparison.Undiagnosed, Does.EndWith(sentence));
    }

    [Test]
    public void Undiagnosed_NothingDiffers_IsNothing()
    {
        ResultComparison comparison = Compare((_, values) => values);
        Assert.That((comparison.Findings.Count, comparison.Undiagnosed), Is.EqualTo((0, (string?)null)));
    }

    private static ResultComparison Compare(Func<Step, double[], double[]?> change, NumberPrecision? precision = null)
    {
        Reference reference = Planted.Reference(Network);
        return ResultComparer.Compare(reference, new IndependentResult(
            "somebody",
            ResultKind.Recorded,
            precision ?? NumberPrecision.Float64,
            Network.Loss,
            Planted.Changed(reference.Numbers, change)));
    }
}
