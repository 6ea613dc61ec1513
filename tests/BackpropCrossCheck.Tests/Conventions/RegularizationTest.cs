using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Conventions;

/// <summary>Fixtures that add something to the loss for the size of the weights.</summary>
public sealed class RegularizationTest
{
    private const string Network = """
        "layers": [{ "weights": [[1, -2]], "bias": [0.5], "activation": "linear" }], "inputs": [[1, 1], [2, 0]],
        "labels": [[0], [1]], "regularization": { "l2": 0.25, "l1": 0.5 }
        """;

    private static readonly Regularization[] Kinds =
    [
        new(0.1, 0), new(0, 0.05), new(0.3, 0.02) { Biases = true }, new(0.2, 0) { Half = true },
        new(0.5, 0.1) { Half = true, Biases = true },
    ];

    private static readonly Loss[] Losses =
    [
        Loss.HalfSumOfSquares, Loss.MeanSquaredError, new(new CategoricalCrossEntropy(), Reduction.MeanOverSamples),
    ];

    /// <summary>By hand: a = −0.5 and 2.5, δ = a − t; ∂L/∂w = Σδx + 2·0.25·w ± 0.5; L = ½Σδ² + 0.25·5 + 0.5·3.</summary>
    [TestCase("\"lossValue\": 4, \"gradients\": [{ \"weights\": [[3.5, -2]], \"bias\": [1] }]", 0)]
    [TestCase("\"lossValue\": 1.25, \"gradients\": [{ \"weights\": [[2.5, -0.5]], \"bias\": [1] }]", 3)]
    public void Compare_NumbersByHand_AreJudgedWithIt(string numbers, int wrong)
        => Assert.That(
            Judged.Float64($"{Network}, \"loss\": \"half-sum-of-squares\"", numbers).Discrepancies, Is.EqualTo(wrong));

    /// <summary>With mean-over-samples the factor is ½ for two samples, and the
    /// regularization keeps its size.</summary>
    [TestCase("\"lossValue\": 3.375, \"gradients\": [{ \"weights\": [[2.25, -1.75]], \"bias\": [0.5] }]", 0)]
    [TestCase("\"lossValue\": 2, \"gradients\": [{ \"weights\": [[1.75, -1]], \"bias\": [0.5] }]", 3)]
    public void Compare_EntryInAnotherConvention_HasTheFactorInItsDataOnly(string numbers, int wrong)
    {
        string loss = "\"loss\": { \"kind\": \"half-squared-error\", \"reduction\": \"mean-over-samples\" }";
        ResultComparison comparison = Judged.Float64($"{Network}, \"loss\": \"half-sum-of-squares\"", $"{loss}, {numbers}");
        Assert.That(comparison.Discrepancies, Is.EqualTo(wrong));
        Assert.That(comparison.DeclaredScale, Is.EqualTo(0.5));
        Assert.That(comparison.FittedScale is { } fitted && Math.Abs(fitted - 0.5) < 1e-9, Is.EqualTo(wrong == 0));
    }

    /// <summary>½·1000² of a unit whose inputs are 0, and λ·0.01 of each of 200 weights. In float32 a loss of 500 000 takes up no 0.01, so
    /// a program that adds term by term has 500 000; one that adds their sum has 500 002.</summary>
    [TestCase("500002", "float32", 0)]
    [TestCase("500000", "float32", 0)]
    [TestCase("500000", "float64", 1)]
    [TestCase("499998", "float32", 1)]
    public void Compare_ManySmallTermsAddedOneByOne_MayBeLostInTheLoss(string loss, string precision, int wrong)
        => Assert.That(
            Judged.Of(
                $$"""
                "layers": [{ "weights": [[{{string.Join(", ", Enumerable.Repeat("0.1", 200))}}]], "activation": "linear" }],
                "inputs": [[{{string.Join(", ", Enumerable.Repeat("0", 200))}}]], "labels": [[1000]],
                "loss": "half-sum-of-squares", "regularization": { "l2": 1 }
                """,
                $$""" "kind": "recorded", "precision": "{{precision}}", "lossValue": {{loss}} """).Discrepancies,
            Is.EqualTo(wrong));

    /// <summary>In float32 the two steps of ημ = 10⁻⁴ leave nothing of a weight of 10⁻¹⁷, and the third is 0. In float64 they leave
    /// something, and the third is 10⁻⁴ again. The loss of 40 such weights differs by 40·μ·10⁻⁴.</summary>
    [TestCase("1", 0)]
    [TestCase("1.0005", 1)]
    public void Compare_WeightsThatL1MovesThereAndBack_AreNoDiscrepancyOfTheLoss(string loss, int wrong)
    {
        string weights = string.Join(", ", Enumerable.Range(1, 40).Select(i => $"{i}e-17"));
        string inputs = string.Join(", ", Enumerable.Repeat("0", 40));
        ResultComparison comparison = Judged.Of(
            $"\"layers\": [{{ \"weights\": [[{weights}]], \"activation\": \"linear\" }}], \"inputs\": [[{inputs}]], "
                + "\"labels\": [[1]], \"loss\": { \"kind\": \"squared-error\", \"reduction\": \"sum\" }, "
                + "\"regularization\": { \"l1\": 0.01 }, \"training\": { \"learningRate\": 0.01, \"steps\": 3 }",
            $"\"kind\": \"recorded\", \"precision\": \"float32\", \"updatedLossValue\": {loss}");

        Assert.That(comparison.Discrepancies, Is.EqualTo(wrong));
    }

    [TestCase("2.25", "-1.75", "cccc")]
    [TestCase("1.75", "-1", "wwcc")]
    public void Grade_EntryInAnotherConvention_HasTheFactorInItsDataOnly(string first, string second, string marks)
    {
        ResultComparison comparison = Judged.Of(
            $"{Network}, \"loss\": \"half-sum-of-squares\"",
            "\"loss\": { \"kind\": \"half-squared-error\", \"reduction\": \"mean-over-samples\" }, \"kind\": \"hand\", "
                + "\"precision\": { \"decimals\": 3 }, \"lossValue\": 3.375, "
                + $"\"gradients\": [{{ \"weights\": [[{first}, {second}]], \"bias\": [0.5] }}]");
        Assert.That(comparison.MarksOf("gradient") + comparison.MarksOf("loss"), Is.EqualTo(marks));
    }

    /// <summary>The calculation that keeps every step has the engine's bits.</summary>
    [Test]
    public void WorkedCalculation_WithIt_IsTheEnginesBitForBit([ValueSource(nameof(Kinds))] Regularization kind)
    {
        foreach (Fixture fixture in Draw(kind, trains: true))
        {
            TensorSet engine = Planted.Calculate(fixture);
            TensorSet worked = WorkedCalculation.Of(fixture, fixture.Loss, CalculationSteps.Correct, ResultForm.Exact).Numbers;
            foreach (Step step in fixture.Layout.Steps.Where(step => engine[step] is not null))
            {
                Assert.That(worked[step], Is.EqualTo(engine[step]), $"{fixture.Name}: {step}");
            }
        }
    }

    [Test]
    public void Compare_OwnNumbers_AgreeWithoutAFinding(
        [ValueSource(nameof(Kinds))] Regularization kind, [Values] FloatFormat format, [Values] bool gradientsOnly)
    {
        foreach (Fixture fixture in Draw(kind, trains: !gradientsOnly))
        {
            Reference reference = Planted.Reference(fixture);
            IndependentResult own = Planted.Own(reference, format);
            own = gradientsOnly ? own.Only(Quantity.WeightGradient, Quantity.BiasGradient) : own;
            ResultComparison comparison = ResultComparer.Compare(reference, own);
            Assert.That((comparison.Discrepancies, comparison.Causes()), Is.EqualTo((0, string.Empty)), fixture.Name);
        }
    }

    /// <summary>What another convention's engine gets agrees, whatever convention the report states.</summary>
    [Test]
    public void Compare_NumbersOfAnotherConvention_Agree(
        [ValueSource(nameof(Kinds))] Regularization kind, [Values] FloatFormat format, [Values] Reduction other, [Values] Reduction stated)
    {
        foreach (Fixture fixture in Draw(kind, trains: false))
        {
            Loss of = fixture.Loss with { Reduction = other };
            IndependentResult result = Planted.Own(Planted.Reference(fixture with { Loss = of }), format);
            ResultComparison comparison = ResultComparer.Compare(
                Planted.Reference(fixture), result, fixture.Loss with { Reduction = stated });
            Assert.That((comparison.Discrepancies, comparison.Causes()), Is.EqualTo((0, string.Empty)), fixture.Name);
            Assert.That(comparison.Steps.Select(step => step.Verdict), Has.None.EqualTo(StepVerdict.Wrong), fixture.Name);
        }
    }

    /// <summary>A whole gradient that was multiplied by the factor is wrong.</summary>
    [Test]
    public void Compare_RegularizationMultipliedToo_Differs([ValueSource(nameof(Kinds))] Regularization kind)
    {
        foreach (Fixture fixture in Draw(kind, trains: false).Where(fixture => fixture.Batch.Samples > 1))
        {
            Reference reference = Planted.Reference(fixture);
            IndependentResult own = Planted.Own(reference, FloatFormat.Float64);
            Loss sum = fixture.Loss with { Reduction = Reduction.Sum };
            Loss mean = fixture.Loss with { Reduction = Reduction.MeanOverSamples };
            Loss other = fixture.Loss == sum ? mean : sum;
            double factor = fixture.Loss.FactorTo(other, fixture.Batch.Samples, fixture.Network.Outputs);
            IndependentResult multiplied = own with { Loss = other, Numbers = Planted.Converted(own.Numbers, factor) };
            Assert.That(ResultComparer.Compare(reference, multiplied).Verdict, Is.EqualTo(factor == 1 ? Verdict.Pass : Verdict.Fail));
        }
    }

    [TestCase("missing", "regularization-missing")]
    [TestCase("missing in the gradients", "regularization-missing")]
    [TestCase("missing in the value", "regularization-missing")]
    [TestCase("half", "other-regularization")]
    [TestCase("half in the gradients", "other-regularization")]
    [TestCase("biases", "other-regularization")]
    [TestCase("divided", "other-regularization")]
    public void Findings_RegularizedOtherwise_NameIt(string mistake, string cause)
    {
        var declared = new Regularization(0.3, 0.02);
        foreach (FloatFormat format in Enum.GetValues<FloatFormat>())
        {
            foreach (Fixture fixture in Draw(declared, trains: false).Where(IsTelling))
            {
                Reference reference = Planted.Reference(fixture);
                ResultComparison comparison = ResultComparer.Compare(
                    reference, Planted.Own(Planted.Reference(fixture), format) with { Numbers = Mistaken(fixture, mistake, format) });
                Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Fail), fixture.Name);
                Assert.That(comparison.Findings.Select(finding => finding.Cause), Is.EqualTo(new[] { cause }), fixture.Name);
                Assert.That(comparison.Findings[0].Explains, Is.EqualTo(1), fixture.Name);
            }
        }
    }

    /// <summary>A mistake in the data part is found beside a regularization: bias gradients averaged over the samples.</summary>
    [Test]
    public void Findings_AnotherMistake_IsFoundBesideIt([ValueSource(nameof(Kinds))] Regularization kind)
    {
        foreach (Fixture fixture in Draw(kind, trains: false).Where(IsTelling))
        {
            Reference reference = Planted.Reference(fixture);
            TensorSet averaged = Planted.Changed(
                reference.Numbers, (step, values) => !step.IsBias ? values : [.. values.Select((value, i) =>
                {
                    double added = kind.Biases ? kind.Derivative(fixture.Network.Layers[step.Layer].Bias[i]) : 0;
                    return ((value - added) / fixture.Batch.Samples) + added;
                })]);
            ResultComparison comparison = ResultComparer.Compare(
                reference, Planted.Own(reference, FloatFormat.Float64) with { Numbers = averaged });
            Assert.That(comparison.Findings.Select(finding => finding.Cause), Does.Contain("bias-gradient-averaged"), fixture.Name);
        }
    }

    [Test]
    public async Task Check_OracleThatDoesNotOfferIt_IsNotAsked([Values] bool offers)
    {
        var oracle = new TestOracle("tensorflow-test")
        {
            Status = new OracleStatus.Available("tensorflow-test", "1.0", [FloatFormat.Float64], ContractNames.Activations)
            {
                Regularizes = offers,
            },
        };
        using var run = new TestRun { Oracles = [oracle] };
        FixtureReport report = (await run.Add(Draw(Kinds[4], trains: false).First()).CheckAsync()).Fixtures[0];
        Assert.That(report.Verdict, Is.EqualTo(offers ? Verdict.Pass : Verdict.Inconclusive));
        Assert.That(oracle.Questions.Count > 0, Is.EqualTo(offers));
        if (offers)
        {
            Assert.That(oracle.Questions[0].Regularization, Is.EqualTo(new OracleRegularization(0.5, 0.1, true, true)));
        }
        else
        {
            Assert.That(report.Comparisons[0].Reason, Is.EqualTo("it does not offer the regularization of the weights"));
        }
    }

    private static bool IsTelling(Fixture fixture) => fixture.Batch.Samples > 1 && fixture.Network.Layers.Any(layer => layer.HasBias)
        && fixture.Loss.Reduction != Reduction.MeanOverOutputs;

    private static TensorSet Mistaken(Fixture fixture, string mistake, FloatFormat format)
    {
        Regularization declared = fixture.Regularization;
        Regularization other = mistake.Split(' ')[0] switch
        {
            "missing" => Regularization.None,
            "half" => declared with { Half = true },
            "biases" => declared with { Biases = true },
            "divided" => declared with { L2 = declared.L2 / fixture.Batch.Samples, L1 = declared.L1 / fixture.Batch.Samples },
            var word => throw new ArgumentException(word, nameof(mistake)),
        };
        TensorSet right = Planted.Calculate(fixture);
        TensorSet wrong = Planted.Calculate(fixture with { Regularization = other });
        bool inValue = !mistake.EndsWith("gradients", StringComparison.Ordinal);
        bool inGradients = !mistake.EndsWith("value", StringComparison.Ordinal);
        return Planted.Rounded(
            Planted.Changed(right, (step, values) => step.Quantity == Quantity.Loss ? inValue ? wrong[step] : values
                : step.IsGradient && inGradients ? wrong[step]
                : values),
            format);
    }

    private static IEnumerable<Fixture> Draw(Regularization kind, bool trains)
        => from loss in Losses
           from seed in Enumerable.Range(0, 6)
           select RandomFixture.Create(
               seed, loss.Term is CategoricalCrossEntropy ? ActivationKind.Softmax : ActivationKind.Tanh, loss, trains) with
           {
               Name = FormattableString.Invariant($"{loss.Term.Name} {seed}"),
               Regularization = kind,
               Training = trains ? new Training(0.05, 1 + (seed % 3), true)
               {
                   BySamples = seed % 2 == 1,
                   Rule = Optimizer.All[seed % Optimizer.All.Count],
               } : null,
           };
}
