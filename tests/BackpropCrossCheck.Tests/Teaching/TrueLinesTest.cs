using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Every printed line is true as it stands, with the numbers printed in it.</summary>
public sealed class TrueLinesTest
{
    private const int Seeds = 6;
    private const int OnlineSeeds = 4;

    public static IEnumerable<TestCaseData> Cases =>
        from kind in RandomFixture.Activations
        from loss in Enum.GetValues<LossKind>()
        select new TestCaseData(kind, loss);

    [TestCaseSource(nameof(Cases))]
    public void Trace_ByHand_GivesEveryResultExactly(ActivationKind last, LossKind loss)
        => AssertAreTrue(last, loss, isByHand: true, (fixture, decimals) => WorkedTrace.Of(fixture, new TraceOptions(decimals, decimals)));

    [TestCaseSource(nameof(Cases))]
    public void Trace_InFullPrecision_GivesEveryResultWithinThePrintedDigits(ActivationKind last, LossKind loss)
        => AssertAreTrue(last, loss, isByHand: false, (fixture, decimals) => WorkedTrace.Of(fixture, new TraceOptions(decimals, null)));

    [TestCaseSource(nameof(Cases))]
    public void Key_OfAnExercise_GivesEveryResultExactly(ActivationKind last, LossKind loss)
        => AssertAreTrue(last, loss, isByHand: true, Worksheet.Answers);

    [TestCaseSource(nameof(Cases))]
    public void Trace_ByTheDeltaRule_GivesEveryResultExactly(ActivationKind last, LossKind loss)
        => AssertAreTrue(
            last,
            loss,
            isByHand: true,
            (fixture, decimals) => WorkedTrace.Of(fixture, new TraceOptions(decimals, decimals) { Notation = TraceNotation.DeltaRule }));

    [TestCaseSource(nameof(Cases))]
    public void Trace_ByTheDeltaRuleInFullPrecision_GivesEveryResultWithinThePrintedDigits(ActivationKind last, LossKind loss)
        => AssertAreTrue(
            last,
            loss,
            isByHand: false,
            (fixture, decimals) => WorkedTrace.Of(fixture, new TraceOptions(decimals, null) { Notation = TraceNotation.DeltaRule }));

    /// <summary>The updates after every sample: each line with the weights that the update before it has left, and the last parameters are
    /// those of the training.</summary>
    [TestCaseSource(nameof(Cases))]
    public void Trace_OfUpdatesAfterEverySample_HasTheParametersInForce(ActivationKind last, LossKind loss)
    {
        int inForce = 0;
        // By hand in one notation, in full precision in the other; the next activation, or loss, the other way round.
        bool isPaperByHand = ((int)last + (int)loss) % 2 == 0;
        foreach (TraceNotation notation in Enum.GetValues<TraceNotation>())
        {
            bool byHand = (notation == TraceNotation.Paper) == isPaperByHand;
            inForce += AssertAreTrue(
                last,
                loss,
                byHand,
                (fixture, decimals) => WorkedTrace.Of(
                    fixture, new TraceOptions(decimals, byHand ? decimals : null) { Notation = notation }),
                OnlineSeeds);
        }

        Assert.That(inForce, Is.GreaterThan(50));
    }

    [TestCaseSource(nameof(Cases))]
    public void Key_OfUpdatesAfterEverySample_HasTheParametersInForce(ActivationKind last, LossKind loss)
        => Assert.That(AssertAreTrue(last, loss, isByHand: true, Worksheet.Answers, OnlineSeeds), Is.GreaterThan(20));

    [Test]
    public void Trace_OfUpdatesAfterEverySample_EndsWithTheParametersOfTheTraining(
        [Range(0, 19)] int seed, [Values] bool isDeltaRule)
    {
        TraceNotation notation = isDeltaRule ? TraceNotation.DeltaRule : TraceNotation.Paper;
        Fixture fixture = Online(RandomFixture.Create(seed, trains: true), passes: 1);
        var read = new PrintedCalculation(9, isByHand: false);

        read.Read(new TextDocumentFormat().Of(WorkedTrace.Of(fixture, new TraceOptions(9, null) { Notation = notation })));

        ITraining training = fixture.Training!.Start(fixture.Network, fixture.Batch, fixture.Loss);
        training.Step();
        for (int l = 0; l < fixture.Network.Layers.Count; l++)
        {
            Layer layer = training.Network.Layers[l];
            for (int i = 0; i < layer.Weights.Length; i++)
            {
                (int k, int m) = Math.DivRem(i, layer.Inputs);
                string name = FormattableString.Invariant($"w_{k + 1},{m + 1}^({l + 1})");
                Assert.That(PrintedExpression.Parsed(read.Parameters[name]), Is.EqualTo(layer.Weights[i]).Within(1.01e-9), name);
            }
        }
    }

    /// <summary>The lines with a person's numbers, some of them wrong, are true as well.</summary>
    [TestCaseSource(typeof(RandomFixture), nameof(RandomFixture.Activations))]
    public void Trace_WithAPersonsNumbers_GivesEveryResultExactly(ActivationKind last)
        => AssertAreTrue(last, LossKind.HalfSquaredError, isByHand: true, (fixture, decimals) =>
        {
            var options = new TraceOptions(decimals, decimals);
            TensorSet own = Slipped(TracedCalculation.Of(fixture, fixture.Loss, options).Numbers, decimals);
            var entry = new ExpectedEntry("a person", EntryKind.Hand, fixture.Loss, new NumberPrecision.Decimals(decimals), own);
            return WorkedTrace.Of(fixture with { Expected = [entry] }, options);
        });

    /// <summary>The rejecting twin: every kind of fault is seen.</summary>
    [TestCase("  δ_1^(1) = 0.79 [0.1 (−0.52)] ≈ −0.05", true)]
    [TestCase("  a_1^(1) = 0.13 (2) = 0.25", true)]
    [TestCase("  z_1^(1) = tanh(0.5) = 0.46", true)]
    [TestCase("  ∂E/∂w_1,1^(1) = −0.52 (0.46) + 0.1 (0.333) ≈ −0.22", false)]
    [TestCase("  tanh'(0.5) = 1 − 0.46² ≈ 0.80", true)]
    [TestCase("  a_1^(1) = x (2) = 0.25", true)]
    [TestCase("  w_1,1^(1) ← 0.5 − 0.1 (2) = 0.3\n  a_1^(1) = 0.5 (2) + 0.1 = 1.1", true)]
    [TestCase("  w_1,1^(1) ← 0.5 − 0.1 (2) = 0.3\n  w_1,1^(1) ← 0.5 − 0.1 (2) = 0.3", true)]
    [TestCase("  b_1^(1) ← 0.5 − 0.1 (2) = 0.3\n  a_1^(1) = 0.5 (2) + 0.5 = 1.5", true)]
    [TestCase("  w_1,1^(2) ← 0.5 − 0.1 (2) = 0.3\n  δ_1^(1) = 0.79 [0.5 (0.1)] ≈ 0.04", true)]
    public void Line_ThatIsNotTrue_IsSeen(string line, bool isByHand)
    {
        var read = new PrintedCalculation(2, isByHand);

        read.Read(line);

        Assert.That(read.Faults, Has.Count.EqualTo(1));
    }

    [Test]
    public void Given_NumbersOfAnyFixture_AreInTheTablesAsTheyAre([Range(0, 19)] int seed)
    {
        Fixture fixture = RandomFixture.Create(seed);
        foreach (Document document in (Document[])[Worksheet.Exercise(fixture, 1), WorkedTrace.Of(fixture, new TraceOptions(1, 1))])
        {
            double[] cells =
            [
                .. document.Blocks.OfType<Block.Table>()
                    .SelectMany(table => table.Rows.SelectMany(row => row.OfType<Formula.Number>()))
                    .Select(number => PrintedExpression.Parsed(TextFormula.Of(number))),
            ];

            Assert.That(cells, Is.EquivalentTo(fixture.Network.Layers
                .SelectMany(layer => layer.Weights.ToArray().Concat(layer.Bias.ToArray()))
                .Concat(fixture.Batch.Inputs.ToArray())
                .Concat(fixture.Batch.Labels.ToArray())));
        }
    }

    private static TensorSet Slipped(TensorSet key, int decimals)
    {
        var random = new Random(decimals);
        var own = new TensorSet(key.Layout);
        foreach (Step step in key.Layout.Steps.Where(step => key[step] is not null))
        {
            own.Set(step, [.. key[step]!.Select(number => random.Next(5) > 0
                ? number
                : DecimalRounding.Round(number + (random.Next(1, 4) * Math.Pow(10, -decimals)), decimals))]);
        }

        return own;
    }

    private static Fixture Online(Fixture fixture, int passes)
    {
        double[] inputs = fixture.Batch.Inputs.ToArray();
        double[] labels = fixture.Batch.Labels.ToArray();
        return fixture with
        {
            Batch = fixture.Batch.Samples > 1 ? fixture.Batch
                : new Batch(2, [.. inputs, .. inputs.Select(x => 0.5 - x)], [.. labels, .. labels.Reverse()]),
            Training = (fixture.Training ?? new Training(0.0125, 1, true)) with { BySamples = true, Steps = passes },
        };
    }

    /// <summary>How many parameters were found to be those of the update before.</summary>
    private static int AssertAreTrue(
        ActivationKind last, LossKind loss, bool isByHand, Func<Fixture, int, Document> of, int onlineSeeds = 0)
    {
        int lines = 0;
        int undefined = 0;
        int inForce = 0;
        int byInputs = 0;
        int seeds = onlineSeeds == 0 ? Seeds : onlineSeeds;
        for (int seed = 0; seed < seeds; seed++)
        {
            int number = (1000 * seed) + (10 * (int)last) + (int)loss;
            Fixture fixture = ClassroomFixture.Create(number, last, loss.With((Reduction)((seed + (int)last + (int)loss) % 4)));
            fixture = onlineSeeds == 0 ? fixture : Online(fixture, passes: seed == 0 ? 2 : 1);
            fixture = fixture with { HasOptional = seed % 2 == 1 };
            int decimals = 1 + (seed % 6);
            var read = new PrintedCalculation(decimals, isByHand);
            try
            {
                read.Read(new TextDocumentFormat().Of(of(fixture, decimals)));
            }
            catch (UndefinedLossException)
            {
                undefined++;
            }

            Assert.That(read.Faults, Is.Empty, $"fixture {number}, {decimals} decimals");
            lines += read.Lines.Values.Sum();
            inForce += read.ParametersInForce;
            byInputs += read.Lines.GetValueOrDefault("∂x");
        }

        Assert.That(undefined, Is.LessThan(onlineSeeds == 0 ? Seeds / 2 : onlineSeeds - 1));
        Assert.That(lines, Is.GreaterThan(200));
        if (onlineSeeds == 0)
        {
            Assert.That(byInputs, Is.Positive);
        }

        return inForce;
    }
}
