using System.Globalization;
using System.Text;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Mistakes in the update, made by the engine itself with other settings: in every precision, with the gradients and
/// without.</summary>
public sealed class UpdateMistakeTest
{
    private const double Rate = 0.25;

    private static readonly NumberPrecision[] Precisions =
    [
        new NumberPrecision.Format(FloatFormat.Float64), new NumberPrecision.Format(FloatFormat.Float32),
        new NumberPrecision.Significant(6),
    ];

    private static IEnumerable<TestCaseData> Made()
    {
        foreach (NumberPrecision precision in Precisions)
        {
            foreach (bool full in (bool[])[true, false])
            {
                yield return new TestCaseData("gradient-ascent", precision, full);
                yield return new TestCaseData("biases-not-updated", precision, full);
                yield return new TestCaseData("updated-twice", precision, full);
                yield return new TestCaseData("updated-twice again", precision, full);
                yield return new TestCaseData("per-sample-updates", precision, full);
                yield return new TestCaseData("per-sample-updates share", precision, full);
                yield return new TestCaseData("learning-rate 0.1", precision, full);
                yield return new TestCaseData("momentum 0.9", precision, full);
            }
        }
    }

    [TestCaseSource(nameof(Made))]
    public void Findings_MistakeInTheUpdate_IsThatAlone(string mistake, NumberPrecision precision, bool full)
    {
        Fixture fixture = Trained(mistake.StartsWith("momentum", StringComparison.Ordinal) ? 3 : 1);
        ResultComparison comparison = Judge(fixture, With(fixture, Mistaken(fixture, mistake)), precision, full);
        Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Fail));
        // Without the gradients, a bias gradient of 0 leads to the same numbers.
        string also = !full && mistake == "biases-not-updated" ? ", bias-gradient-zero" : string.Empty;
        string cause = mistake.Replace(" again", "", StringComparison.Ordinal).Replace(" share", "", StringComparison.Ordinal);
        Assert.That(Said(comparison), Is.EqualTo(cause + also));
    }

    [TestCaseSource(nameof(Made))]
    public void Findings_MistakeInTheUpdateOfOneLayerAlone_IsNone(string mistake, NumberPrecision precision, bool full)
    {
        // Where the other layer is right, no setting of the training explains the numbers.
        Fixture fixture = Trained(mistake.StartsWith("momentum", StringComparison.Ordinal) ? 3 : 1);
        TensorSet near = With(fixture, Mistaken(fixture, mistake));
        TensorSet right = Planted.Calculate(fixture);
        TensorSet mixed = Planted.Changed(near, (step, values) => step.Layer == 0 ? values : right[step]);
        string other = !full && mistake == "biases-not-updated" ? "bias-gradient-zero" : string.Empty;
        Assert.That(Said(Judge(fixture, mixed, precision, full)), Is.EqualTo(other));
    }

    [Test]
    public void Findings_RightTraining_HasNone([Values(1, 3)] int steps)
    {
        Fixture fixture = Trained(steps);
        foreach (NumberPrecision precision in Precisions)
        {
            Assert.That(Judge(fixture, Planted.Calculate(fixture), precision, full: true).Verdict, Is.EqualTo(Verdict.Pass));
        }
    }

    [TestCase("gradient-ascent", "gradient-ascent")]
    [TestCase("learning-rate 0.1", "")]
    public void Findings_MistakeInAnUpdateOfManySteps_IsLookedForWithoutFitting(string mistake, string cause)
    {
        Fixture fixture = Trained(1001);
        ResultComparison comparison = Judge(fixture, With(fixture, Mistaken(fixture, mistake)), Precisions[2], full: true);
        Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(Said(comparison), Is.EqualTo(cause));
        Assert.That(comparison.Undiagnosed, cause.Length == 0 ? Does.Contain("1000 steps") : Is.Null);
    }

    [Test]
    public void Findings_MistakeInTheFirstPassOfManySteps_IsFoundThere()
    {
        Fixture fixture = Trained(1001);
        TensorSet numbers = Planted.Changed(With(fixture, Mistaken(fixture, "learning-rate 0.1")), (step, values)
            => step.Quantity == Quantity.BiasGradient && step.Layer == 0 ? new double[values.Length] : values);
        ResultComparison comparison = Judge(fixture, numbers, Precisions[2], full: true);
        Assert.That(Said(comparison), Is.EqualTo("bias-gradient-zero"));
        Assert.That(comparison.Undiagnosed, Does.Contain("1000 steps"));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Findings_RateThatIsWrongInGivenWeightsAlone_IsFittedFromTheOwnGradients(int steps)
    {
        Fixture fixture = Trained(steps);
        TensorSet numbers = With(fixture, Mistaken(fixture, "learning-rate 0.1"));
        IndependentResult other = Result(fixture, numbers, new NumberPrecision.Significant(6))
            .Only(Quantity.WeightGradient, Quantity.BiasGradient, Quantity.UpdatedWeights);
        Assert.That(Said(ResultComparer.Compare(Planted.Reference(fixture), other)), Is.EqualTo("learning-rate 0.1"));
    }

    private static Fixture Trained(int steps)
    {
        string json = FormattableString.Invariant($$"""
            { "version": 1, "name": "x",
              "layers": [
                { "weights": [[0.31, -0.72], [0.55, 0.43]], "bias": [0.12, -0.21], "activation": "tanh" },
                { "weights": [[0.64, -0.37], [0.28, 0.91]], "bias": [0.17, 0.33], "activation": "sigmoid" }],
              "inputs": [[0.7, -0.4], [0.2, 0.9], [-0.6, 0.5]], "labels": [[1, 0], [0, 1], [0.3, 0.8]],
              "loss": "mean-squared-error", "training": { "learningRate": {{Rate}}, "steps": {{steps}} } }
            """);
        return FixtureReader.Read(Encoding.UTF8.GetBytes(json), "x.json");
    }

    private static Network Mistaken(Fixture fixture, string mistake)
    {
        Training training = fixture.Training!;
        return mistake switch
        {
            "gradient-ascent" => After(fixture with { Training = training with { LearningRate = -Rate } }),
            "biases-not-updated" => After(fixture with { Training = training with { Biases = false } }),
            "updated-twice" => After(fixture with { Training = training with { LearningRate = 2 * Rate } }),
            "updated-twice again" => After(fixture with { Training = training with { Steps = 2 * training.Steps } }),
            "per-sample-updates" => SampleBySample(fixture, Rate),
            "per-sample-updates share" => SampleBySample(fixture, Rate / 3),
            "learning-rate 0.1" => After(fixture with { Training = training with { LearningRate = 0.1 } }),
            "momentum 0.9" => WithMomentum(fixture, 0.9),
            _ => throw new ArgumentOutOfRangeException(nameof(mistake), mistake, "no such mistake"),
        };
    }

    private static Network SampleBySample(Fixture fixture, double rate)
    {
        Network network = fixture.Network;
        Batch batch = fixture.Batch;
        for (int n = 0; n < batch.Samples; n++)
        {
            var one = new Batch(1, batch.Inputs.Slice(2 * n, 2).ToArray(), batch.Labels.Slice(2 * n, 2).ToArray());
            network = After(fixture with { Network = network, Batch = one, Training = new Training(rate, 1, Biases: true) });
        }

        return network;
    }

    /// <summary>v ← μv + (the plain step), w ← w + v.</summary>
    private static Network WithMomentum(Fixture fixture, double momentum)
    {
        Network network = fixture.Network;
        Network before = network;
        for (int step = 0; step < fixture.Training!.Steps; step++)
        {
            Network plain = After(fixture with { Network = network, Training = new Training(Rate, 1, Biases: true) });
            (before, network) = (network, Combined(plain, network, before, momentum));
        }

        return network;
    }

    private static Network Combined(Network plain, Network network, Network before, double momentum)
        => new(plain.Layers.Select((layer, l) => new Layer(
            layer.Inputs,
            layer.Units,
            Carried(layer.Weights, network.Layers[l].Weights, before.Layers[l].Weights, momentum),
            Carried(layer.Bias, network.Layers[l].Bias, before.Layers[l].Bias, momentum),
            layer.Activation)));

    private static double[] Carried(ReadOnlySpan<double> plain, ReadOnlySpan<double> now, ReadOnlySpan<double> before, double momentum)
    {
        double[] carried = plain.ToArray();
        for (int i = 0; i < carried.Length; i++)
        {
            carried[i] += momentum * (now[i] - before[i]);
        }

        return carried;
    }

    private static Network After(Fixture fixture)
    {
        TensorSet numbers = Planted.Calculate(fixture);
        return new Network(fixture.Network.Layers.Select((layer, l) => new Layer(
            layer.Inputs, layer.Units, numbers[Quantity.UpdatedWeights, l]!, numbers[Quantity.UpdatedBias, l]!, layer.Activation)));
    }

    /// <summary>The right numbers with the parameters of another training, and the loss after it.</summary>
    private static TensorSet With(Fixture fixture, Network trained)
    {
        double loss = Planted.Calculate(fixture with { Network = trained, Training = null })[Quantity.Loss, -1]![0];
        return Planted.Changed(Planted.Calculate(fixture), (step, values) => step.Quantity == Quantity.UpdatedLoss ? [loss]
            : !step.IsAfterTraining ? values
            : step.IsWeights ? trained.Layers[step.Layer].Weights.ToArray()
            : trained.Layers[step.Layer].Bias.ToArray());
    }

    private static ResultComparison Judge(Fixture fixture, TensorSet numbers, NumberPrecision precision, bool full)
    {
        IndependentResult result = Result(fixture, numbers, precision);
        return ResultComparer.Compare(
            Planted.Reference(fixture), full ? result : result.Only(Quantity.UpdatedWeights, Quantity.UpdatedBias, Quantity.UpdatedLoss));
    }

    private static IndependentResult Result(Fixture fixture, TensorSet numbers, NumberPrecision precision)
    {
        TensorSet rounded = precision is NumberPrecision.Format format
            ? Planted.Rounded(numbers, format.Value)
            : Planted.Changed(numbers, (_, values) => Array.ConvertAll(
                values, x => double.Parse(x.ToString("E5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)));
        return new IndependentResult("recorded", ResultKind.Recorded, precision, fixture.Loss, rounded);
    }

    private static string Said(ResultComparison comparison) => string.Join(", ", comparison.Findings.Select(finding => finding.Cause
        + (finding.Argument is FindingArgument.Number number
            ? string.Create(CultureInfo.InvariantCulture, $" {number.Value:G4}")
            : string.Empty)));
}
