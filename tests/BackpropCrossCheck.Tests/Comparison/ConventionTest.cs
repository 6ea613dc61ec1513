using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>Numbers stated in one convention of a family and compared in another; the factor that the numbers themselves show.</summary>
public sealed class ConventionTest
{
    private static readonly Loss[] Squares = [.. RandomFixture.Losses.Where(loss => loss.IsSquare)];
    private static readonly Loss[] Binary = [.. RandomFixture.Losses.Where(loss => loss.Term is BinaryCrossEntropy)];
    private static readonly Loss[] Categorical = [.. RandomFixture.Losses.Where(loss => loss.Term is CategoricalCrossEntropy)];

    private static IEnumerable<Loss[]> Families => [Squares, Binary, Categorical];

    [Test]
    public void Compare_AnyTwoConventionsOfAFamily_AgreeByTheirFactor()
    {
        int wrongFactorsSeen = 0;
        foreach ((Loss from, Loss to) in from family in Families from a in family from b in family select (a, b))
        {
            Fixture fixture = RandomFixture.Create(5, ActivationKind.Sigmoid, from, trains: true);
            Reference reference = Planted.Reference(fixture);
            double factor = Factor(from, to, fixture);
            TensorSet converted = Planted.Converted(Planted.Calculate(fixture), factor);
            ResultComparison right = ResultComparer.Compare(
                reference, new IndependentResult("r", ResultKind.Recorded, NumberPrecision.Float64, to, converted));
            ResultComparison wrong = ResultComparer.Compare(
                reference, new IndependentResult("r", ResultKind.Recorded, NumberPrecision.Float64, from, converted));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(right.Verdict, Is.EqualTo(Verdict.Pass), $"{from} as {to}: {right.FirstWrong}");
                Assert.That(right.DeclaredScale, Is.EqualTo(factor).Within(2).Ulps);
                Assert.That(right.FittedScale, Is.EqualTo(factor).Within(64).Ulps);
                Assert.That(right.ScaleNote is not null, Is.EqualTo(from != to && factor == 1), $"{from} as {to}: {right.ScaleNote}");
                Assert.That(wrong.Verdict, Is.EqualTo(factor == 1 ? Verdict.Pass : Verdict.Fail), $"{to} as {from}");
                Assert.That(wrong.FittedScale, Is.EqualTo(factor).Within(64).Ulps);
            }

            if (factor != 1)
            {
                wrongFactorsSeen++;
                Finding finding = wrong.Findings.Single();
                Assert.That((finding.Cause, finding.Explains), Is.EqualTo(("loss-convention", 1.0)), $"{to} as {from}");
                Assert.That(((FindingArgument.Number)finding.Argument!).Value, Is.EqualTo(factor).Within(64).Ulps);
                Assert.That(finding.Text, Does.Contain(ReportWords(to)).And.Contain($"declared is {ReportWords(from)}"));
            }
        }

        Assert.That(wrongFactorsSeen, Is.AtLeast(40));
    }

    [Test]
    public void Compare_StatedInAnotherConvention_ScalesEngineOtherAndAllowedTogether()
    {
        foreach ((Loss own, Loss stated) in from family in Families from a in family from b in family select (a, b))
        {
            Fixture fixture = RandomFixture.Create(5, ActivationKind.Softmax, own, trains: true);
            Reference reference = Planted.Reference(fixture);
            IndependentResult result = Planted.Own(reference, FloatFormat.Float32);
            double factor = Factor(own, stated, fixture);
            JudgedResult plain = ResultComparer.Judge(reference, result);
            JudgedResult restated = ResultComparer.Judge(reference, result, stated);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(restated.Comparison.Discrepancies, Is.Zero);
                Assert.That(restated.Comparison.DeclaredScale, Is.EqualTo(1 / factor).Within(2).Ulps);
                foreach ((TensorComparison before, TensorComparison after) in plain.Numbers.Tensors.Zip(restated.Numbers.Tensors))
                {
                    double expected = before.Step.ScalesWithLoss ? factor : 1;
                    Assert.That(after.Engine, Is.EqualTo(before.Engine.Select(x => x * expected)).Within(2).Ulps, $"{before.Step}");
                    Assert.That(after.Other, Is.EqualTo(before.Other.Select(x => x * expected)).Within(2).Ulps, $"{before.Step}");
                    // Restating may round. Two more units of float64 are allowed for that, a millionth of the allowance of float32.
                    Assert.That(after.Allowed, Is.EqualTo(before.Allowed.Select(x => x * expected)).Within(1e-4).Percent, $"{before.Step}");
                }
            }
        }
    }

    [Test]
    public void Compare_OtherFamily_IsRefused()
    {
        Reference reference = Planted.Reference(RandomFixture.Create(5, ActivationKind.Sigmoid, Squares[0]));
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64);
        Assert.That(() => ResultComparer.Compare(reference, own with { Loss = Binary[0] }), Throws.ArgumentException);
        Assert.That(() => ResultComparer.Compare(reference, own, stated: Categorical[0]), Throws.ArgumentException);
    }

    [Test]
    public void Compare_FactorOfNoConvention_IsUniform()
    {
        Fixture fixture = RandomFixture.Create(5, ActivationKind.Tanh, Squares[0]);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64);
        ResultComparison comparison = ResultComparer.Compare(reference, own with { Numbers = Planted.Converted(own.Numbers, 0.37) });
        Finding finding = comparison.Findings.Single();
        Assert.That((finding.Cause, finding.Argument), Is.EqualTo(("uniform-factor", (FindingArgument)new FindingArgument.Number(0.37))));
        Assert.That(comparison.FittedScale, Is.EqualTo(0.37).Within(64).Ulps);
    }

    [Test]
    public void Compare_OneWrongGradient_HasNoFactor()
    {
        Fixture fixture = RandomFixture.Create(5, ActivationKind.Tanh, Squares[0]);
        Reference reference = Planted.Reference(fixture);
        Step step = fixture.Layout.WeightGradient(0);
        Assert.That(ResultComparer.Compare(reference, Planted.Own(reference, FloatFormat.Float64).With(step, 0, 9)).Findings, Is.Empty);
    }

    [Test]
    public void Compare_PaperAndReduceMean_AgreeByCoincidence()
    {
        Fixture paper = RecordedFixtures.Paper;
        ResultComparison comparison = ResultComparer.Compare(Planted.Reference(paper), IndependentResult.Of(paper.Expected[0]));
        Assert.That(comparison.ScaleNote, Is.EqualTo(
            "squared-error (mean-over-elements) and half-squared-error (sum) are different conventions; the factor 2/(N·K) between their "
                + "gradients is 1 only because here N = 1 and K = 2"));
    }

    [Test]
    public void Compare_ZeroGradients_FitNoFactor()
    {
        // Inputs of 0: every weight gradient is 0, the loss is not.
        Fixture fixture = RandomFixture.OneLayer([1], new Linear(), [0], [1], Loss.HalfSumOfSquares);
        Reference reference = Planted.Reference(fixture);
        ResultComparison comparison = ResultComparer.Compare(reference, Planted.Own(reference, FloatFormat.Float32));
        Assert.That((comparison.FittedScale, comparison.ScaleNote, comparison.Verdict), Is.EqualTo(
            ((double?)null, "no factor can be fitted: every weight gradient is 0", Verdict.Pass)));
    }

    [Test]
    public void Compare_EverythingZero_IsInconclusive()
    {
        // y = t: loss, deltas and gradients are 0 in any convention and with any mistake in the backward pass.
        Fixture fixture = RandomFixture.OneLayer([1], new Linear(), [1], [1], Loss.HalfSumOfSquares);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32);
        ResultComparison vacuous = ResultComparer.Compare(reference, own);
        ResultComparison wrong = ResultComparer.Compare(reference, own.With(fixture.Layout.WeightGradient(0), 0, 1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((vacuous.Verdict, vacuous.Discrepancies), Is.EqualTo((Verdict.Inconclusive, 0)));
            Assert.That(vacuous.Reason, Does.StartWith("no factor can be fitted: every loss, delta and gradient is 0 on both sides"));
            Assert.That(wrong.Verdict, Is.EqualTo(Verdict.Fail));
        }
    }

    /// <summary>From the definition: the weight of ℓ and the divisors of the reductions.</summary>
    private static double Factor(Loss from, Loss to, Fixture fixture)
    {
        double n = fixture.Batch.Samples;
        double k = fixture.Network.Outputs;
        double Of(Loss loss) => (loss.Term is HalfSquaredError ? 0.5 : 1) / loss.Reduction switch
        {
            Reduction.Sum => 1,
            Reduction.MeanOverSamples => n,
            Reduction.MeanOverOutputs => k,
            _ => n * k,
        };
        return Of(to) / Of(from);
    }

    private static string ReportWords(Loss loss) => $"{loss.Term.Name} ({ContractNames.Of(loss.Reduction)})";
}
