using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>Pre-activations that are exactly 0 on both sides: the derivative there is a choice. Only TensorFlow's choice agrees, unless any
/// is permitted.</summary>
public sealed class ExactKinkTest
{
    private static readonly Loss Squares = Loss.HalfSumOfSquares;

    /// <summary>δ of a unit at its kink, where ∂L/∂z is −0.5: the derivative is −2·δ.</summary>
    [TestCase(ActivationKind.Relu, 0, 0, "agrees", "agrees")]
    [TestCase(ActivationKind.Relu, 0, -0.5, "differs", "agrees")]
    [TestCase(ActivationKind.Relu, 0, -0.25, "differs", "agrees")]
    [TestCase(ActivationKind.Relu, 0, 0.01, "differs", "differs")]
    [TestCase(ActivationKind.Relu, 0, -0.51, "differs", "differs")]
    [TestCase(ActivationKind.LeakyRelu, 0.25, -0.125, "agrees", "agrees")]
    [TestCase(ActivationKind.LeakyRelu, 0.25, -0.5, "differs", "agrees")]
    [TestCase(ActivationKind.LeakyRelu, 0.25, 0, "differs", "differs")]
    [TestCase(ActivationKind.Elu, 3, -1.5, "agrees", "agrees")]
    [TestCase(ActivationKind.Elu, 3, -0.5, "differs", "agrees")]
    [TestCase(ActivationKind.Elu, 3, -0.49, "differs", "differs")]
    [TestCase(ActivationKind.Elu, 1, -0.25, "differs", "differs")]
    public void Compare_EveryProductIsExact_OnlyTheNegativeSidesDerivativeAgrees(
        ActivationKind kind, double alpha, double delta, string tensorFlow, string any)
    {
        Fixture fixture = AtZero(
            Activation.Of(kind).Alpha is not null ? Activation.Of(kind, alpha) : Activation.Of(kind), [1, -1], [0.5, 0.5]);
        using (Assert.EnterMultipleScope())
        {
            foreach (FloatFormat format in Enum.GetValues<FloatFormat>())
            {
                Assert.That(VerdictOf(fixture, format, delta, KinkDerivative.TensorFlow), Is.EqualTo(tensorFlow), $"{format}");
                Assert.That(VerdictOf(fixture, format, delta, KinkDerivative.Any), Is.EqualTo(any), $"{format}, any");
            }
        }
    }

    [TestCase(KinkDerivative.TensorFlow)]
    [TestCase(KinkDerivative.Any)]
    public void Compare_ProductsMayBeRounded_OtherSideIsUndecidable(KinkDerivative kinks)
    {
        // 0.1 + 0.2 − 0.30000000000000004 is 0 in this order; in another one, and in float32, it need not be.
        Fixture fixture = AtZero(new Relu(), [1, 1, -1], [0.1, 0.2, 0.1 + 0.2]);
        Assert.That(Planted.Calculate(fixture)[fixture.Layout.PreActivation(0)]![0], Is.Zero);
        Assert.That(VerdictOf(fixture, FloatFormat.Float32, -0.5, kinks), Is.EqualTo("undecidable"));
        Assert.That(VerdictOf(fixture, FloatFormat.Float32, -0.6, kinks), Is.EqualTo("differs"));
    }

    [TestCase(0, "differs")]
    [TestCase(1e-9, "undecidable")]
    [TestCase(-1e-9, "undecidable")]
    public void Compare_OtherSideGivesItsPreActivation_ItTellsWhereThatIsExactlyZero(double preActivation, string verdict)
    {
        Fixture fixture = AtZero(new Relu(), [1, 1, -1], [0.1, 0.2, 0.1 + 0.2]);
        Assert.That(VerdictOf(fixture, FloatFormat.Float32, -0.5, KinkDerivative.TensorFlow, preActivation), Is.EqualTo(verdict));
        Assert.That(VerdictOf(fixture, FloatFormat.Float32, 0, KinkDerivative.TensorFlow, preActivation), Is.EqualTo("agrees"));
    }

    [Test]
    public void Compare_OtherSideGivesAnotherPreActivationThanZero_ExactProductsTellNothing()
    {
        Fixture fixture = AtZero(new Relu(), [1, -1], [0.5, 0.5]);
        Assert.That(
            VerdictOf(fixture, FloatFormat.Float32, -0.5, KinkDerivative.TensorFlow, preActivation: 1e-9), Is.EqualTo("undecidable"));
    }

    [TestCase(FloatFormat.Float32, "undecidable")]
    [TestCase(FloatFormat.Float64, "differs")]
    public void Compare_SumNeedsMoreDigitsThanFloat32Has_IsExactInFloat64Only(FloatFormat format, string verdict)
    {
        // Two terms of 2^24 + 1 units each way: every term is a float32, a partial sum is not.
        double large = Math.ScaleB(1, -1);
        double small = Math.ScaleB(1, -25);
        Fixture fixture = AtZero(new Relu(), [1, 1, -1, -1], [large, small, large, small]);
        Assert.That(VerdictOf(fixture, format, -0.5, KinkDerivative.TensorFlow), Is.EqualTo(verdict));
    }

    [TestCase(ActivationKind.Relu, -3, "differs")]
    [TestCase(ActivationKind.Relu, 3, "undecidable")]
    [TestCase(ActivationKind.Tanh, 0, "differs")]
    [TestCase(ActivationKind.Tanh, 3, "undecidable")]
    [TestCase(ActivationKind.Sigmoid, 0, "undecidable")]
    public void Compare_LayerBelow_IsExactWhereItsOutputIs(ActivationKind below, double bias, string verdict)
    {
        // Dead relus give 0 and tanh(0) is 0, whatever was rounded before. Other outputs are rounded, even though they are equal.
        var fixture = new Fixture
        {
            Name = "two layers",
            Network = new Network(
            [
                new Layer(1, 2, bias == 0 ? [0, 0] : [0.1, 0.1], [bias, bias], Activation.Of(below)),
                new Layer(2, 1, [1, -1], null, new Relu()),
            ]),
            Batch = new Batch(1, [0.3], [0.5]),
            Loss = Squares,
        };
        Reference reference = Planted.Reference(fixture);
        TensorSet numbers = Planted.Changed(
            Planted.Rounded(reference.Numbers, FloatFormat.Float32), (step, values) => step.Quantity == Quantity.Delta ? values : null);
        IndependentResult other = Planted.Own(
            reference, FloatFormat.Float32) with
        { Numbers = Planted.With(numbers, fixture.Layout.Delta(1), 0, -0.5) };
        ComparedNumber number = ResultComparer.Compare(reference, other).Notable.First();
        Assert.That((number.Step, number.Verdict.ToString().ToLowerInvariant()), Is.EqualTo((fixture.Layout.Delta(1), verdict)));
    }

    [Test]
    public void Compare_AnyDerivative_AllowsAsFarAsTheFartherEnd()
    {
        Fixture fixture = AtZero(new Relu(), [1, -1], [0.5, 0.5]);
        Reference reference = Planted.Reference(fixture);
        Step step = fixture.Layout.Delta(0);
        ResultComparison comparison = ResultComparer.Compare(
            reference,
            Planted.Own(reference, FloatFormat.Float64).Only(Quantity.PreActivation, Quantity.Delta).With(step, 0, -0.25),
            kinks: KinkDerivative.Any);
        ComparedNumber number = comparison.AllNumbers().Single(number => number.Step == step);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Pass));
            Assert.That((number.Allowed, number.Ratio), Is.EqualTo((0.5, 0.5)).Within(1e-12));
        }
    }

    [Test]
    public void Compare_AnotherConvention_IsPermittedInItsOwn()
    {
        Fixture fixture = AtZero(new Relu(), [1, -1], [0.5, 0.5]);
        Reference reference = Planted.Reference(fixture);
        var stated = new Loss(new SquaredError(), Reduction.Sum);
        IndependentResult other = Planted.Own(
            reference, FloatFormat.Float64) with
        { Loss = stated, Numbers = Planted.Converted(reference.Numbers, 2) };
        string Of(double delta) => Said(ResultComparer.Compare(
            reference, other.With(fixture.Layout.Delta(0), 0, delta), stated, kinks: KinkDerivative.Any), fixture.Layout.Delta(0));
        Assert.That((Of(-1), Of(-1.1)), Is.EqualTo(("agrees", "differs")));
    }

    /// <summary>One unit on one sample, label 0.5, so that ∂L/∂z = −0.5 where the pre-activation is 0.</summary>
    private static Fixture AtZero(Activation activation, double[] weights, double[] inputs)
        => RandomFixture.OneLayer(weights, activation, inputs, [0.5], Squares);

    /// <summary>The verdict on a δ. The other side gives only that number, and possibly its pre-activation.</summary>
    private static string VerdictOf(Fixture fixture, FloatFormat format, double delta, KinkDerivative kinks, double? preActivation = null)
    {
        Reference reference = Planted.Reference(fixture);
        Step step = fixture.Layout.Delta(0);
        var numbers = new TensorSet(fixture.Layout);
        numbers.Set(step, [delta]);
        if (preActivation is { } a)
        {
            numbers.Set(fixture.Layout.PreActivation(0), [a]);
        }

        return Said(ResultComparer.Compare(reference, Planted.Own(reference, format) with { Numbers = numbers }, kinks: kinks), step);
    }

    private static string Said(ResultComparison comparison, Step step)
        => comparison.AllNumbers().Single(number => number.Step == step).Verdict.ToString().ToLowerInvariant();
}
