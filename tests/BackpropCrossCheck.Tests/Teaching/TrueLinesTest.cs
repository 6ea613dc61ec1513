using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Every printed line is true as it stands, with the numbers printed in it.</summary>
public sealed class TrueLinesTest
{
    private const int Seeds = 12;

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

    private static void AssertAreTrue(ActivationKind last, LossKind loss, bool isByHand, Func<Fixture, int, Document> of)
    {
        int lines = 0;
        int undefined = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            int number = (1000 * seed) + (10 * (int)last) + (int)loss;
            Fixture fixture = ClassroomFixture.Create(number, last, loss.With((Reduction)(seed % 4)));
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
        }

        Assert.That(undefined, Is.LessThan(Seeds / 2));
        Assert.That(lines, Is.GreaterThan(200));
    }
}
