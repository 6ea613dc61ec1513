using System.Reflection;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Numbers;

/// <summary>The table of quantities, and what is derived from it.</summary>
public sealed class QuantityTest
{
    [Test]
    public void All_QuantitiesOfTheClass_HaveEachOfThemOnceUnderItsName()
    {
        PropertyInfo[] properties =
        [
            .. typeof(Quantity).GetProperties(BindingFlags.Public | BindingFlags.Static)
                .Where(property => property.PropertyType == typeof(Quantity)),
        ];
        Assert.That(Quantity.All, Is.EquivalentTo(properties.Select(property => property.GetValue(null))));
        Assert.That(properties.Select(property => $"{property.GetValue(null)}"), Is.EqualTo(properties.Select(property => property.Name)));
    }

    [Test]
    public void All_EachQuantity_IsFoundAgainByItsWords()
        => Assert.That(
            Quantity.All.Select(quantity => ContractWords.ParseQuantity(ContractWords.Of(quantity), ContractWords.TensorOf(quantity))),
            Is.EqualTo(Quantity.All));

    [Test]
    public void All_EachQuantity_HasAFieldAndAdvice()
    {
        Assert.That(Quantity.All, Has.All.Property(nameof(Quantity.Field)).Not.Empty);
        Assert.That(Quantity.All, Has.All.Property(nameof(Quantity.Advice)).Not.Empty);
        Assert.That(
            Quantity.All.Select(quantity => (quantity.Field, quantity.Tensor)), Is.Unique, "a tensor of a field is one quantity");
    }

    [Test]
    public void Symbols_OfQuantities_TellThemApart()
    {
        Assert.That(Quantity.All.Select(quantity => quantity.Symbol), Is.Unique);
        Assert.That(Quantity.All.Select(quantity => quantity.TableSymbol), Is.Unique);
    }

    /// <summary>The order of the contract's section 3, and in between what few entries state.</summary>
    [Test]
    public void PlaceOf_TwoLayers_IsTheOrderOfTheCalculation()
    {
        var layout = new TensorLayout(2, [new LayerShape(3, 4, true), new LayerShape(4, 5, true)]);
        (Quantity Quantity, int Layer)[] order =
        [
            (Quantity.PreActivation, 0), (Quantity.Output, 0), (Quantity.PreActivation, 1), (Quantity.Output, 1), (Quantity.Loss, -1),
            (Quantity.OutputGradient, 1), (Quantity.Derivative, 1), (Quantity.Delta, 1), (Quantity.WeightGradient, 1),
            (Quantity.BiasGradient, 1), (Quantity.OutputGradient, 0), (Quantity.Derivative, 0), (Quantity.Delta, 0),
            (Quantity.WeightGradient, 0), (Quantity.BiasGradient, 0), (Quantity.InputGradient, -1), (Quantity.WeightUpdate, 0),
            (Quantity.BiasUpdate, 0), (Quantity.UpdatedWeights, 0), (Quantity.UpdatedBias, 0), (Quantity.WeightUpdate, 1),
            (Quantity.BiasUpdate, 1), (Quantity.UpdatedWeights, 1), (Quantity.UpdatedBias, 1), (Quantity.UpdatedLoss, -1),
        ];
        Assert.That(order.Select(step => layout.PlaceOf(step.Quantity, step.Layer)), Is.EqualTo(Enumerable.Range(0, layout.Capacity)));
        Assert.That(
            order.Select(step => layout.Find(step.Quantity, step.Layer)).Select(step => (step!.Quantity, step.Layer)), Is.EqualTo(order));
    }

    [Test]
    public void Find_EachShape_HasItsRowsAndColumns()
    {
        var layout = new TensorLayout(2, [new LayerShape(3, 4, true), new LayerShape(4, 5, false)]);
        Assert.That(layout.Find(Quantity.BiasGradient, 1), Is.Null, "the layer has no bias");
        (int Rows, int Columns) Shape(Quantity quantity, int layer)
            => layout.Find(quantity, layer) is { } step ? (step.Rows, step.Columns) : default;
        Assert.That(Shape(Quantity.Delta, 1), Is.EqualTo((2, 5)));
        Assert.That(Shape(Quantity.WeightGradient, 1), Is.EqualTo((5, 4)));
        Assert.That(Shape(Quantity.UpdatedBias, 0), Is.EqualTo((4, 1)));
        Assert.That(Shape(Quantity.UpdatedLoss, -1), Is.EqualTo((1, 1)));
    }
}
