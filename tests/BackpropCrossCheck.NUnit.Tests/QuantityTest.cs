using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using NUnit.Framework.Constraints;

namespace BackpropCrossCheck.NUnit.Tests;

/// <summary>The quantities besides the gradient.</summary>
public sealed class QuantityTest
{
    private static readonly (
        Quantity Quantity, Func<Fixture, Constraint> Constraint, Func<ConstraintExpression, Fixture, Constraint> Appended)[] Quantities =
    [
        (Quantity.Loss, Is.LossOf, FixtureConstraints.LossOf),
        (Quantity.PreActivation, Is.PreActivationsOf, FixtureConstraints.PreActivationsOf),
        (Quantity.Output, Is.OutputsOf, FixtureConstraints.OutputsOf),
        (Quantity.Delta, Is.DeltasOf, FixtureConstraints.DeltasOf),
        (Quantity.WeightGradient, Is.GradientOf, FixtureConstraints.GradientOf),
        (Quantity.Derivative, Is.DerivativesOf, FixtureConstraints.DerivativesOf),
        (Quantity.OutputGradient, Is.OutputGradientsOf, FixtureConstraints.OutputGradientsOf),
        (Quantity.InputGradient, Is.InputGradientsOf, FixtureConstraints.InputGradientsOf),
        (Quantity.WeightUpdate, Is.UpdatesOf, FixtureConstraints.UpdatesOf),
        (Quantity.UpdatedWeights, Is.UpdatedParametersOf, FixtureConstraints.UpdatedParametersOf),
        (Quantity.UpdatedLoss, Is.UpdatedLossOf, FixtureConstraints.UpdatedLossOf),
    ];

    private static IEnumerable<Quantity> Named => Quantities.Select(row => row.Quantity);

    private static readonly Fixture Trained =
        Given.Narrow with { Training = new Training(0.1, 2, Biases: true), HasOptional = true };

    [Test]
    public void Quantities_All_HaveAConstraint()
        => Assert.That(Quantities.Select(row => ContractWords.Of(row.Quantity)), Is.EquivalentTo(ContractWords.Quantities));

    [Test]
    public void Quantity_OfTheEngine_IsAcceptedAndAnotherRefused([ValueSource(nameof(Named))] Quantity quantity)
    {
        (
            _,
            Func<Fixture,
            Constraint> of,
            Func<ConstraintExpression,
            Fixture,
            Constraint> appended) = Quantities.Single(row => row.Quantity == quantity);

        Assert.That(Value(quantity, 1), of(Trained));
        Assert.That(Value(quantity, 1.0001), !of(Trained));
        Assert.That(Value(quantity, 1.0001), appended(Is.Not, Trained));
        Assert.That(
            Given.Message(of(Trained), Value(quantity, 1.0001)), Does.Contain($"Expected: {ContractWords.Of(quantity)} of \"narrow\""));
    }

    [Test]
    public void Quantity_OfTooFewLayers_IsAnArgumentException()
        => Assert.That(
            () => Is.OutputsOf(Trained).ApplyTo(new[] { new[] { 1.0 } }),
            Throws.ArgumentException.With.Message.Contains("The numbers are given for 1 of 2 layers."));

    [Test]
    public void Loss_TwoNumbers_AreAnArgumentException()
        => Assert.That(
            () => Is.LossOf(Trained).ApplyTo(new[] { 1.0, 2.0 }),
            Throws.ArgumentException.With.Message.Contains("loss: a row of 2 is given"));

    [Test]
    public void Loss_Float_IsComparedInFloat32()
    {
        double loss = Given.Numbers(Trained)[Trained.Layout.Loss]![0];

        Assert.That((float)loss, Is.LossOf(Trained));
        Assert.That((double)(float)loss, Is.Not.LossOf(Trained));
    }

    [Test]
    public void Updated_WithoutTraining_IsRefused()
    {
        Assert.That(() => Is.UpdatedParametersOf(Given.Narrow), Throws.ArgumentException.With.Message.Contains("has no training"));
        Assert.That(() => Is.UpdatedLossOf(Given.Narrow), Throws.ArgumentException);
    }

    private static object Value(Quantity quantity, double factor)
    {
        TensorSet numbers = Given.Numbers(Trained);
        double[][] Of(Quantity of) => [.. Trained.Layout.Steps.Where(step => step.Quantity == of).OrderBy(step => step.Layer)
            .Select(step => Array.ConvertAll(numbers[step]!, x => x * factor))];
        return quantity == Quantity.InputGradient ? Of(quantity)[0]
            : !quantity.IsOfLayer ? Of(quantity)[0][0]
            : quantity == Quantity.WeightGradient ? (Of(quantity), Of(Quantity.BiasGradient))
            : quantity == Quantity.WeightUpdate ? (Of(quantity), Of(Quantity.BiasUpdate))
            : quantity == Quantity.UpdatedWeights ? (Of(quantity), Of(Quantity.UpdatedBias))
            : Of(quantity);
    }
}
