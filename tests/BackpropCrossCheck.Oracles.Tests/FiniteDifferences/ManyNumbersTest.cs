using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Oracles.Tests.FiniteDifferences;

/// <summary>The differences of large networks, a unit at a time, against backpropagation.</summary>
public sealed class ManyNumbersTest
{
    private const double UnitRoundoff = 1.0 / (1L << 53);

    private static IEnumerable<TestCaseData> Cases =>
        from activation in Activation.All
        from loss in LossTerm.All
        let last = loss is LogarithmTerm ? loss is BinaryCrossEntropy ? "sigmoid" : "softmax" : activation.Name
        select new TestCaseData(activation.Name, loss.Name, last);

    /// <summary>Layers of all activations in the middle and at the end, before every loss: the errors are right and small.</summary>
    [TestCaseSource(nameof(Cases))]
    public async Task AskAsync_LargeNetwork_GivesBackpropagationsNumbersWithinItsOwnErrors(string middle, string loss, string last)
    {
        (OracleQuestion question, Backpropagation right) = Large(middle, loss, last, samples: 5);
        OracleAnswer.Computed answer = await AskAsync(question);
        int told = 0;
        int all = 0;
        for (int l = 0; l < 3; l++)
        {
            Compare(question.Layout.Delta(l), right.Deltas(l));
            Compare(question.Layout.WeightGradient(l), right.WeightGradient(l));
            if (question.Layout.BiasGradient(l) is { } bias)
            {
                Compare(bias, right.BiasGradient(l));
            }
        }

        Assert.That(told, Is.GreaterThan(0.95 * all), "numbers that are known to seven digits of the largest");

        void Compare(Step step, ReadOnlySpan<double> expected)
        {
            double largest = 0;
            foreach (double number in expected)
            {
                largest = Math.Max(largest, Math.Abs(number));
            }

            for (int i = 0; i < expected.Length; i++)
            {
                double error = answer.Errors![step]![i];
                double rounding = 100 * UnitRoundoff * largest;
                Assert.That(
                    Math.Abs(answer.Numbers[step]![i] - expected[i]),
                    Is.LessThanOrEqualTo((4 * error) + rounding),
                    $"{step.Quantity} {step.Layer} {i}: {expected[i]}, error {error}");
                all++;
                told += error <= 1e-7 * largest || expected[i] == 0 ? 1 : 0;
            }
        }
    }

    /// <summary>The rejecting twin: a number that is a millionth off is beyond what the error allows.</summary>
    [Test]
    public async Task AskAsync_LargeNetwork_ADefectOfOneInAMillionIsBeyondItsError()
    {
        (OracleQuestion question, Backpropagation right) = Large("tanh", "half-squared-error", "linear", samples: 5);
        OracleAnswer.Computed answer = await AskAsync(question);
        Step step = question.Layout.WeightGradient(0);
        for (int i = 0; i < step.Length; i++)
        {
            double wrong = right.WeightGradient(0)[i] * (1 + 1e-6);
            Assert.That(Math.Abs(answer.Numbers[step]![i] - wrong), Is.GreaterThan(4 * answer.Errors![step]![i]), $"{i}");
        }
    }

    [Test]
    public async Task AskAsync_UnitOfALargeNetworkAtItsKink_CannotTellInThatSampleOnly()
    {
        (OracleQuestion question, _) = Large("relu", "half-squared-error", "linear", samples: 3);
        double[] weights = question.Layers[0].Weights.ToArray();
        double[] bias = question.Layers[0].Bias!.Value.ToArray();
        double[] inputs = question.Inputs.ToArray();
        // Unit 1 stands at 0 in sample 1, whose inputs are 0.
        inputs.AsSpan(0, 40).Clear();
        bias[0] = 0;
        OracleLayer first = question.Layers[0] with { Weights = weights, Bias = bias };
        OracleAnswer.Computed answer = await AskAsync(
            question with { Inputs = inputs, Layers = [first, .. question.Layers.Skip(1)] });

        double[] errors = answer.Errors![question.Layout.Delta(0)]!;
        Assert.That(errors[0], Is.EqualTo(double.PositiveInfinity), "the unit at 0");
        Assert.That(errors[50], Is.LessThan(1e-8), "the same unit in the second sample");
        Assert.That(answer.Errors[question.Layout.BiasGradient(0)!]![0], Is.EqualTo(double.PositiveInfinity), "its bias");
        Assert.That(answer.Errors[question.Layout.WeightGradient(0)]![0], Is.LessThan(1e-8), "its weights, whose input is 0 there");
    }

    [Test]
    public async Task AskAsync_LargeNetworkTwice_GivesTheSameBits()
    {
        (OracleQuestion question, _) = Large("softmax", "huber", "gelu", samples: 4);
        OracleAnswer.Computed first = await AskAsync(question);
        OracleAnswer.Computed second = await AskAsync(question);

        Assert.That(first.Numbers.CountDifferentBits(second.Numbers), Is.Zero);
        Assert.That(first.Errors!.CountDifferentBits(second.Errors!), Is.Zero);
    }

    private static async Task<OracleAnswer.Computed> AskAsync(OracleQuestion question)
    {
        await using IOracle oracle = OracleCatalogue.Create(
            OracleCatalogue.FiniteDifferences, OracleOptions.Default with { ForwardPass = ForwardLoss.Pass });
        return (OracleAnswer.Computed)await oracle.AskAsync(question, CancellationToken.None);
    }

    /// <summary>40-50-30-4, which is more numbers than are looked at one by one; the second layer has no bias.</summary>
    private static (OracleQuestion Question, Backpropagation Right) Large(string middle, string loss, string last, int samples)
    {
        int[] widths = [40, 50, 30, 4];
        string[] activations = [middle, middle, last];
        var random = new Random(7);
        double[][] weights = [.. Enumerable.Range(0, 3).Select(l => Numbers(random, widths[l] * widths[l + 1], 2 / Math.Sqrt(widths[l])))];
        double[]?[] biases = [Numbers(random, 50, 0.5), null, Numbers(random, 4, 0.5)];
        double[] inputs = Numbers(random, samples * 40, 1);
        bool isHinge = loss == "hinge";
        double[] labels = [.. Numbers(random, samples * 4, 1).Select(t => isHinge ? Math.Sign(t) : 0.25 + (Math.Abs(t) / 2))];
        var question = new OracleQuestion
        {
            Layout = new TensorLayout(
                samples, [.. Enumerable.Range(0, 3).Select(l => new LayerShape(widths[l], widths[l + 1], biases[l] is not null))]),
            Format = FloatFormat.Float64,
            Layers =
            [
                .. Enumerable.Range(0, 3).Select(l => new OracleLayer(
                    weights[l], biases[l] is { } bias ? (ReadOnlyMemory<double>?)bias : null, activations[l], null)),
            ],
            Inputs = inputs,
            Labels = labels,
            LossKind = loss,
            Reduction = "mean-over-samples",
        };
        var network = new Network(
            Enumerable.Range(0, 3).Select(
                l => new Layer(widths[l], widths[l + 1], weights[l], biases[l], Activation.Named(activations[l])!)));
        var right = new Backpropagation(
            network, new Batch(samples, inputs, labels), new Loss(LossTerm.Named(loss)!, Reduction.MeanOverSamples));
        right.Run();
        return (question, right);
    }

    private static double[] Numbers(Random random, int count, double range)
        => [.. Enumerable.Range(0, count).Select(_ => range * ((2 * random.NextDouble()) - 1))];
}
