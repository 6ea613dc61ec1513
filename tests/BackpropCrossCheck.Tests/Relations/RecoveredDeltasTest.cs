using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Relations;

/// <summary>δ that an entry does not give, recovered from its gradients.</summary>
public sealed class RecoveredDeltasTest
{
    [TestCase(nameof(Quantity.WeightGradient), 1)]
    [TestCase(nameof(Quantity.BiasGradient), 1)]
    [TestCase(nameof(Quantity.WeightGradient), 2)]
    public void Compare_DeltaOfALowerLayerIsWrong_ItsRecoveredDeltaIsTheOrigin(string quantity, int samples)
    {
        // h' left out of layer 1's δ: its gradients are wrong and only carry it on. With as many samples as inputs, any gradient of the
        // weights fits some δ, and the bias gradient has to show whether it is the right one.
        Fixture fixture = TwoLayers.Of(new Tanh(), samples);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64).Only(Quantity.WeightGradient, Quantity.BiasGradient);
        TensorSet doubled = Planted.Changed(own.Numbers, (step, values) => step.Layer == 0 ? Array.ConvertAll(values, x => 2 * x) : values);
        ResultComparison comparison = ResultComparer.Compare(reference, own with { Numbers = doubled });
        StepSummary gradient = comparison.Steps.Single(step => step.Step.Quantity.Name == quantity && step.Step.Layer == 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Origin!.Step, Is.EqualTo(fixture.Layout.Delta(0)));
            Assert.That(comparison.Origin.IsRecovered, Is.True);
            Assert.That(gradient.Carried, Is.EqualTo(gradient.Numbers));
        }
    }

    [Test]
    public void Compare_OutputsOfTheEntryAreOthers_NoDeltaIsRecovered()
    {
        Fixture fixture = TwoLayers.Of(new Tanh(), samples: 1);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64)
            .Only(Quantity.Output, Quantity.WeightGradient, Quantity.BiasGradient);
        TensorSet off = Planted.Changed(own.Numbers, (_, values) => Array.ConvertAll(values, x => 1.5 * x));
        ResultComparison comparison = ResultComparer.Compare(reference, own with { Numbers = off });
        Assert.That(comparison.Steps.Where(step => step.IsRecovered), Is.Empty);
    }

    [Test]
    public void Compare_GradientIsNotMadeOfOurInputs_NoDeltaIsRecovered()
    {
        // Layer 2's gradient is of one piece, δ zᵀ, but with another z.
        Fixture fixture = TwoLayers.Of(new Tanh(), samples: 1);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64).Only(Quantity.WeightGradient, Quantity.BiasGradient);
        Step above = fixture.Layout.WeightGradient(1);
        TensorSet off = Planted.Changed(own.Numbers, (step, values) => step != above ? values
            : [.. values.Select((value, i) => value * (2 + (i % step.Columns)))]);
        ResultComparison comparison = ResultComparer.Compare(reference, own with { Numbers = off });
        Assert.That(comparison.Steps.Where(step => step.IsRecovered).Select(step => step.Step.Layer), Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void Compare_NothingIsKnownOfTheLayerAbove_TheRecoveredDeltaIsNotJudged()
    {
        Fixture fixture = TwoLayers.Of(new Tanh(), samples: 1);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64).Only(Quantity.WeightGradient);
        TensorSet doubled = Planted.Changed(own.Numbers, (step, values) => step.Layer == 0 ? Array.ConvertAll(values, x => 2 * x) : null);
        ResultComparison comparison = ResultComparer.Compare(reference, own with { Numbers = doubled });
        StepSummary recovered = comparison.Steps.Single(step => step.IsRecovered);
        Assert.That((recovered.Step, recovered.Verdict), Is.EqualTo((fixture.Layout.Delta(0), StepVerdict.NoOperands)));
    }
}
