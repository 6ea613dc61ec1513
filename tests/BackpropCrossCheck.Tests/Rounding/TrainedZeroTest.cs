using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>Parameters that are exactly 0 in one program and not in another one: μ·sign(w) then sends them different ways.</summary>
public sealed class TrainedZeroTest
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "Trained");

    private static IEnumerable<string> Recordings => Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension)!;

    private static IEnumerable<Regularization> OfFixtures => [new(0, 0.05), new(0.02, 0.1)];

    [TestCaseSource(nameof(Recordings))]
    public void Compare_RecordingOfARealProgram_NothingDiffers(string name)
    {
        Fixture fixture = Recorded(name);
        ResultComparison comparison = ResultComparer.Compare(
            Planted.Reference(fixture), IndependentResult.Of(fixture.Expected.Single()));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Discrepancies, Is.Zero);
            Assert.That(comparison.AllNumbers().Count(), Is.GreaterThan(30));
        }
    }

    /// <summary>In each of these networks the sign of a weight is in doubt, so that much is undecidable; but not everything.</summary>
    [TestCaseSource(nameof(Recordings))]
    public void Compare_WrongRegularizationThere_IsSeen(string name)
    {
        Fixture fixture = Recorded(name);
        Regularization right = fixture.Regularization;
        Regularization wrong = right.L1 > 0 ? right with { L1 = 0 } : right with { L2 = 2 * right.L2 };
        Assert.That(Planting(fixture, wrong).Discrepancies, Is.Positive);
    }

    [TestCaseSource(nameof(OfFixtures))]
    public void Compare_WrongRegularizationInNetworksWithWeightsOfZero_IsSeen(Regularization right)
    {
        ArgumentNullException.ThrowIfNull(right);
        foreach (int seed in Enumerable.Range(0, 25))
        {
            Fixture fixture = RandomFixture.Create(seed, ActivationKind.Tanh, Loss.HalfSumOfSquares, trains: true);
            fixture = fixture with
            {
                Network = new Network(fixture.Network.Layers.Select(WithZeros)),
                Regularization = right,
                Training = fixture.Training! with { Steps = 3 },
            };
            using (Assert.EnterMultipleScope())
            {
                Assert.That(Planting(fixture, right).Verdict, Is.EqualTo(Verdict.Pass), $"seed {seed}");
                Assert.That(Planting(fixture, right with { L1 = 0 }).Discrepancies, Is.Positive, $"seed {seed}, without l1");
                Assert.That(
                    Planting(fixture, right with { L1 = 1.01 * right.L1 }).Discrepancies, Is.Positive, $"seed {seed}, 1 % more l1");
            }
        }
    }

    /// <summary>One tanh unit with w = 0, b, x = 1 and t = 0: δ = tanh(b)·(1 − tanh²(b)), 3.0e-7 at 8.2 and 2.5e-5 at 6. μη = 0.05, so the
    /// second step takes w to +0.05, or leaves it at 0 where the first step has left it there.</summary>
    [TestCase(8.2, "float32", 0.05, "u")]
    [TestCase(8.2, "float32", 0, "u")]
    [TestCase(8.2, "float32", 1, "d")]
    [TestCase(8.2, "float64", 0, "d")]
    [TestCase(6, "float32", 0, "d")]
    [TestCase(6, "float64", 0, "d")]
    [TestCase(19.2, "float64", 0, "u")]
    public void Compare_WeightOfZeroOfASaturatedUnit_MayStayThere(double bias, string precision, double updated, string verdict)
        => Assert.That(
            Updated(
                $$"""
                "layers": [{ "weights": [[0]], "bias": [{{Text(bias)}}], "activation": "tanh" }], "inputs": [[1]], "labels": [[0]],
                "loss": "half-sum-of-squares", "regularization": { "l1": 0.5 },
                "training": { "learningRate": 0.1, "steps": 2, "biases": false }
                """,
                precision,
                $$"""{ "weights": [[{{Text(updated)}}]] }"""),
            Is.EqualTo(verdict));

    /// <summary>A relu that is dead: nothing can have moved its weight. A program with sign(0) = 1 moves it. So it is at a = 0, but there a
    /// later step may have had the other derivative.</summary>
    [TestCase(-1, 0, "aa")]
    [TestCase(-1, -0.05, "da")]
    [TestCase(-1, 1e-9, "da")]
    [TestCase(0, 0, "aa")]
    [TestCase(0, -0.05, "ua")]
    public void Compare_WeightOfZeroWithoutGradient_StaysThere(double bias, double updated, string verdicts)
        => Assert.That(
            Updated(
                $$"""
                "layers": [
                  { "weights": [[0]], "bias": [{{Text(bias)}}], "activation": "relu" },
                  { "weights": [[1]], "activation": "tanh" }
                ],
                "inputs": [[1]], "labels": [[0.5]], "loss": "half-sum-of-squares", "regularization": { "l1": 0.5 },
                "training": { "learningRate": 0.1, "steps": 3, "biases": false }
                """,
                "float32",
                $$"""{ "weights": [[{{Text(updated)}}]] }, { "weights": [[0.85]] }"""),
            Is.EqualTo(verdicts));

    private static Fixture Recorded(string name) => FixtureReader.Read(Path.Combine(Folder, $"{name}.json"));

    /// <summary>Judges what a program gets whose training has another regularization.</summary>
    private static ResultComparison Planting(Fixture fixture, Regularization wrong)
    {
        Reference reference = Planted.Reference(fixture);
        TensorSet trained = Planted.Calculate(fixture with { Regularization = wrong });
        IndependentResult result = Planted.Own(reference, FloatFormat.Float32);
        return ResultComparer.Compare(reference, result with
        {
            Numbers = Planted.Rounded(
                Planted.Changed(result.Numbers, (step, values) => step.IsAfterTraining ? trained[step] : values), FloatFormat.Float32),
        });
    }

    private static Layer WithZeros(Layer layer)
        => layer.With([.. layer.Weights.ToArray().Select((w, i) => i % 3 == 0 ? 0 : w)], layer.CopyBias());

    private static string Updated(string fixture, string precision, string parameters) => Judged.Of(
        fixture, $$""" "kind": "recorded", "precision": "{{precision}}", "updatedParameters": [{{parameters}}] """)
        .Verdicts("updated-parameter");

    private static string Text(double number) => FormattableString.Invariant($"{number:R}");
}
