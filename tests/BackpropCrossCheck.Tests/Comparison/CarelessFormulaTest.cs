using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>Where a formula that loses digits leaves nothing: the limits follow from the format, and calculations in it keep to
/// them.</summary>
public sealed class CarelessFormulaTest
{
    private const double Margin = 0.1;

    private static readonly ElementwiseActivation[] Losing =
        [new Tanh(), new Sigmoid(), new Elu(), new Elu(0.3), new Elu(1.5), new Elu(-2), new Softsign(), new Swish(), new Gelu(),
            new Selu(), new GeluTanh(), new Mish(), new BipolarSigmoid(), new LecunTanh()];

    [Test]
    public void Limit_OfTheValue_IsWhereNothingIsLeft(
        [ValueSource(nameof(Losing))] ElementwiseActivation activation, [Values] FloatFormat format)
    {
        if (activation.CarelessValue(format.Rounding) is not { } formula)
        {
            Assert.That(activation, Is.TypeOf<Sigmoid>().Or.TypeOf<Softsign>());
            return;
        }

        (double beyond, double before) = Around(activation, formula);
        Assert.That(new CarelessUnit(activation, beyond, format).Output, Is.Zero, $"{formula}");
        Assert.That(new CarelessUnit(activation, before, format).Output, Is.Not.Zero, $"{formula}");
    }

    [Test]
    public void Limit_OfTheDerivative_IsWhereNothingIsLeft(
        [ValueSource(nameof(Losing))] ElementwiseActivation activation, [Values] FloatFormat format)
    {
        CarelessFormula formula = activation.CarelessDerivative(format.Rounding, 0)!;
        (double beyond, double before) = Around(activation, formula);
        double right = activation.Derivative(beyond);
        double left = new CarelessUnit(activation, beyond, format).Derivative;

        // Without Φ, aφ is left of gelu', and it is nearly all.
        Assert.That(Math.Abs(left - right), activation is Gelu ? Is.LessThan(Math.Abs(right) / 10) : Is.GreaterThan(Math.Abs(right) * 0.9));
        Assert.That(new CarelessUnit(activation, before, format).Derivative, Is.Not.Zero, $"{formula}");
    }

    /// <summary>An activation that loses no digits says so, and each that the rule allows more than a careful program names its
    /// formula.</summary>
    [Test]
    public void Formulas_OfEveryActivation_AreNamedWhereTheRuleAllowsMore()
    {
        foreach (ElementwiseActivation activation in Activation.All.OfType<ElementwiseActivation>())
        {
            bool allowsMore = new[] { -0.5, 0.5 }.Any(a => activation.AbsoluteRoundings(a) > 0);
            double derivative = Math.Abs(activation.Derivative(-3));
            bool allowsMoreOfDerivative = activation.CancellingInDerivative(derivative, activation.Value(-3), -3) > derivative
                || activation.CancellingInDerivative(Math.Abs(activation.Derivative(3)), activation.Value(3), 3) > activation.Derivative(3);
            Assert.That(
                activation.CarelessDerivative(FormatRounding.Float64, 0) is not null, Is.EqualTo(allowsMoreOfDerivative), $"{activation}");
            Assert.That(!allowsMore || activation.CarelessValue(FormatRounding.Float64) is not null, $"{activation}");
        }
    }

    /// <summary>An argument a little beyond the limit, and one a little before it.</summary>
    private static (double Beyond, double Before) Around(ElementwiseActivation activation, CarelessFormula formula)
    {
        bool isOutside = formula.Where is "above |a|" or "above a" || formula.Limit < 0;
        // elu and selu have another formula above 0.
        double sign = activation is Elu or Selu && formula.Limit > 0 ? -1 : 1;
        (double larger, double smaller) = (sign * formula.Limit * (1 + Margin), sign * formula.Limit * (1 - Margin));
        return isOutside ? (larger, smaller) : (smaller, larger);
    }
}
