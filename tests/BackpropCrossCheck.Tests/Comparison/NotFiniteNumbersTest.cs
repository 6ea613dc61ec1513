using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>Recorded entries with what a program prints for numbers that are not finite.</summary>
public sealed class NotFiniteNumbersTest
{
    private const string Network = """
        "layers": [{ "weights": [[1, 2]], "activation": "tanh" }, { "weights": [[3]], "activation": "linear" }],
        "inputs": [[0.1, 0.2]], "labels": [[1]], "loss": { "kind": "half-squared-error", "reduction": "sum" }
        """;

    [TestCase("NaN", double.NaN)]
    [TestCase("Infinity", double.PositiveInfinity)]
    [TestCase("-Infinity", double.NegativeInfinity)]
    public void Compare_GradientNotFinite_DiffersAndIsTheOrigin(string word, double value)
    {
        ResultComparison comparison = Judged.Float64(
            Network, $$""" "gradients": [{ "weights": [["{{word}}", 0.1]] }, { "weights": [[-0.1]] }] """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Fail));
            Assert.That(comparison.Origin!.First!.Other, Is.EqualTo(value));
            Assert.That((comparison.Origin.Step.Layer, comparison.Origin.First.Index), Is.EqualTo((0, 0)));
            Assert.That(comparison.Origin.From, Does.StartWith("finite numbers: 1 number is not finite"));
        }
    }

    [Test]
    public void Compare_OutputNotFinite_WhatComesAfterIsCarriedOn()
    {
        ResultComparison comparison = Judged.Float64(
            Network, """ "lossValue": "NaN", "preActivations": [[[0.5]], [["NaN"]]], "outputs": [[["NaN"]], [["NaN"]]] """);
        StepSummary[] carried = [.. comparison.Steps.Where(step => step.Carried > 0)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Origin!.From, Is.EqualTo("its own a"), "tanh(0.5) is finite");
            Assert.That(carried.Select(step => (step.Step.Quantity, step.Step.Layer)), Is.EqualTo(new[]
            {
                (BackpropCrossCheck.Numbers.Quantity.PreActivation, 1),
                (BackpropCrossCheck.Numbers.Quantity.Output, 1),
                (BackpropCrossCheck.Numbers.Quantity.Loss, -1),
            }));
        }
    }

    [Test]
    public void Judge_TwoGradientsNotFinite_OnlyTheFirstInTheCalculationIsSaidToBe()
    {
        Fixture fixture = FixtureReader.Read(
            System.Text.Encoding.UTF8.GetBytes($$"""
                { "version": 1, "name": "x", {{Network}},
                  "expected": [{ "kind": "recorded", "by": "Ada", "precision": "float64",
                  "gradients": [{ "weights": [["NaN", 0.1]] }, { "weights": [["NaN"]] }] }] }
                """),
            "twice.json");
        TensorComparison[] judged = [.. ResultComparer.Judge(Planted.Reference(fixture), IndependentResult.Of(fixture.Expected[0]))
            .Numbers.Tensors.Where(tensor => tensor.StepVerdicts is not null)];
        Assert.That(
            judged.Select(tensor => (tensor.Step.Layer, tensor.StepVerdicts!.Value[0], tensor.StepFrom is null)),
            Is.EqualTo(new[] { (1, StepVerdict.Wrong, false), (0, StepVerdict.Follows, true) }));
    }

    [Test]
    public void Read_HandEntryNotFinite_IsAnError()
        => Assert.That(
            () => FixtureReader.Read(
                System.Text.Encoding.UTF8.GetBytes($$"""
                    { "version": 1, {{Network}},
                      "expected": [{ "kind": "hand", "by": "Ada", "precision": { "decimals": 2 }, "lossValue": "NaN" }] }
                    """),
                "by-hand.json"),
            Throws.InstanceOf<FixtureException>().With.Message.Contains("only a recorded entry may hold \"NaN\""));

    [Test]
    public void Read_WeightNotFinite_IsAnErrorAsBefore()
        => Assert.That(
            () => FixtureReader.Read(System.Text.Encoding.UTF8.GetBytes("{ \"version\": 1, \"inputs\": [[\"NaN\"]] }"), "nan.json"),
            Throws.InstanceOf<FixtureException>());
}
