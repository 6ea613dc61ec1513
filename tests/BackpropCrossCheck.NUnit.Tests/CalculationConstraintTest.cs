using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Tests;

namespace BackpropCrossCheck.NUnit.Tests;

public sealed class CalculationConstraintTest
{
    private static Fixture Undecidable => Given.Read("nothing-can-be-told.json");

    [FixtureSource("library")]
    public void Gradient_OfTheEngine_IsAccepted(Fixture fixture)
        => Assert.That(Given.Gradient(fixture), Is.GradientOf(fixture).AllowUndecidable);

    [FixtureSource("library/systematic")]
    public void Gradient_AThousandthOff_IsRefused(Fixture fixture)
        => Assert.That(Given.Gradient(fixture, 1.001), Is.Not.GradientOf(fixture).AllowUndecidable);

    [Test]
    public void Floats_RoundedNumbers_AgreeAsFloat32AndDifferAsFloat64()
    {
        (double[][,] weights, double[][] biases) = Given.Gradient(Given.Narrow);
        float[][][] floats = Array.ConvertAll(
            weights, matrix => Array.ConvertAll(Given.Rows(matrix), row => Array.ConvertAll(row, x => (float)x)));
        double[][][] doubles = Array.ConvertAll(floats, matrix => Array.ConvertAll(matrix, row => Array.ConvertAll(row, x => (double)x)));

        Assert.That((floats, biases), Is.GradientOf(Given.Narrow));
        Assert.That((doubles, biases), Is.Not.GradientOf(Given.Narrow));
        Assert.That((doubles, biases), Is.GradientOf(Given.Narrow).WithPrecision(NumberPrecision.Float32));
        Assert.That((floats, biases), Is.Not.GradientOf(Given.Narrow).WithPrecision(NumberPrecision.Float64));
    }

    [TestCase(3, true)]
    [TestCase(4, false)]
    public void Precision_Decimals_IsThatOfTheDigits(int stated, bool agrees)
    {
        (double[][,] weights, double[][] biases) = Given.Gradient(Given.Narrow);
        double[][][] rounded = Array.ConvertAll(
            weights, matrix => Array.ConvertAll(Given.Rows(matrix), row => Array.ConvertAll(row, x => Math.Round(x, 3))));

        Assert.That(
            Is.GradientOf(Given.Narrow).WithPrecision(new NumberPrecision.Decimals(stated)).ApplyTo((rounded, biases)).IsSuccess,
            Is.EqualTo(agrees));
    }

    [Test]
    public void Convention_OfTheValue_IsThatOfIn()
    {
        // From ½Σ to reduce_mean: 2/(N·K).
        (double[][,] Weights, double[][] Biases) mean = Given.Gradient(Given.Square, 2.0 / (3 * 2));

        Assert.That(mean, Is.GradientOf(Given.Square).In(Loss.MeanSquaredError));
        Assert.That(mean, Is.Not.GradientOf(Given.Square));
        Assert.That(Given.Gradient(Given.Square), Is.Not.GradientOf(Given.Square).In(Loss.MeanSquaredError));
        Assert.That(
            Given.Message(Is.GradientOf(Given.Square), mean),
            Does.Contain("But was:  12 of 12 numbers wrong (loss-convention)").And.Contain(".In(loss)"));
    }

    [Test]
    public void Convention_OfAnotherFamily_IsRefused()
        => Assert.That(
            () => Is.GradientOf(Given.Narrow).In(new Loss(new BinaryCrossEntropy(), Reduction.Sum)),
            Throws.ArgumentException.With.Message.Contains("no factor leads from one to the other"));

    [TestCase(0.0, 1e-2, true)]
    [TestCase(0.0, 1e-4, false)]
    [TestCase(0.1, 0.0, true)]
    public void Tolerance_Within_ReplacesTheRule(double absolute, double relative, bool agrees)
        => Assert.That(
            Is.GradientOf(Given.Narrow).Within(absolute, relative).ApplyTo(Given.Gradient(Given.Narrow, 1.001)).IsSuccess,
            Is.EqualTo(agrees));

    // The bias gradient is 0.3. With a tolerance of 1, zero would pass too.
    [Test]
    public void Tolerance_UnderWhichZerosWouldPass_TellsNothing()
        => Assert.That(
            () => Is.GradientOf(Given.Narrow).Within(1, 0).ApplyTo(Given.Gradient(Given.Narrow, 1.001)),
            Throws.InstanceOf<AssertionException>().With.Message.Contains("zeros would pass"));

    [TestCase(-1.0)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NaN)]
    public void Tolerance_NegativeOrNotFinite_IsRefused(double tolerance)
    {
        Assert.That(() => Is.GradientOf(Given.Narrow).Within(tolerance, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Is.GradientOf(Given.Narrow).Within(0, tolerance), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void WithoutBiases_WrongBias_IsNotLookedAt()
    {
        (double[][,] weights, double[][] biases) = Given.Gradient(Given.Narrow);
        biases[0][0]++;

        Assert.That((weights, biases), Is.Not.GradientOf(Given.Narrow));
        Assert.That((weights, biases), Is.GradientOf(Given.Narrow).WithoutBiases);
        Assert.That(weights, Is.GradientOf(Given.Narrow).WithoutBiases);
    }

    [Test]
    public void Undecidable_Number_FailsWithTheReasonEvenAfterNot()
    {
        float[][,] weights = [new float[,] { { -2.9802322e-07f, -2.9802322e-07f }, { 0, 0 } }];

        AssertionException fault = Assert.Throws<AssertionException>(() => Is.GradientOf(Undecidable).ApplyTo(weights))!;
        GoldenFile.AssertMatches(fault.Message.ReplaceLineEndings("\n"), "undecidable.txt");
        Assert.That(() => Given.Resolved(Is.Not.GradientOf(Undecidable)).ApplyTo(weights), Throws.InstanceOf<AssertionException>());
        Assert.That(weights, Is.GradientOf(Undecidable).AllowUndecidable);
    }

    /// <summary>The rejecting twin: allowing undecidable numbers does not let differences pass.</summary>
    [Test]
    public void Undecidable_Allowed_DoesNotLetDifferencesPass()
        => Assert.That(new[] { new float[,] { { 1, 1 }, { 1, 1 } } }, Is.Not.GradientOf(Undecidable).AllowUndecidable);

    /// <summary>tanh' at 20 is 1.7e-17; 1 − z² is 0.</summary>
    [Test]
    public void Strict_LostDigits_AreRefused()
    {
        Fixture saturated = Given.Narrow with
        {
            Network = new Network([new Layer(1, 2, [1, 0.025], null, new Tanh())]),
            Batch = new Batch(1, [20], [2, 2]),
        };
        double[][,] right = Given.Gradient(saturated).Weights;
        double[][,] lossy = [new[,] { { 0 }, { right[0][1, 0] } }];

        Assert.That(right, Is.GradientOf(saturated).Strict);
        Assert.That(lossy, Is.GradientOf(saturated));
        Assert.That(lossy, Is.Not.GradientOf(saturated).Strict);
        Assert.That(
            Given.Message(Is.GradientOf(saturated).Strict, lossy).ReplaceLineEndings(" "),
            Does.Contain("1 of 2 numbers wrong").And.Contain("1 number differs only because its digits are lost"));
    }

    [Test]
    public void Expression_AndOrNot_IsNUnits()
    {
        (double[][,] Weights, double[][] Biases) right = Given.Gradient(Given.Narrow);
        (double[][,] Weights, double[][] Biases) wrong = Given.Gradient(Given.Narrow, 2);

        Assert.That(right, Is.Not.Null.And.GradientOf(Given.Narrow));
        Assert.That(right, Is.GradientOf(Given.Narrow).And.Not.Null);
        Assert.That(wrong, Is.GradientOf(Given.Narrow).Or.GradientOf(Given.Narrow).In(new Loss(new SquaredError(), Reduction.Sum)));
        Assert.That(wrong, Is.Not.GradientOf(Given.Narrow).And.Not.Null);
        Assert.That(() => right, Is.GradientOf(Given.Narrow).After(1));
        Assert.That(Is.GradientOf(Given.Narrow).ToString(), Is.EqualTo("<gradient-of narrow>"));
        Assert.That(
            Given.Message(Given.Resolved(Is.Not.GradientOf(Given.Narrow)), right), Does.Contain("Expected: not gradient of \"narrow\""));
    }

    [Test]
    public void NotANumber_AnywhereInTheValue_IsRefused()
    {
        (double[][,] weights, double[][] biases) = Given.Gradient(Given.Narrow);
        foreach (double[,] layer in weights)
        {
            for (int i = 0; i < layer.Length; i++)
            {
                ref double number = ref layer[i / layer.GetLength(1), i % layer.GetLength(1)];
                (double right, number) = (number, double.NaN);
                Assert.That((weights, biases), Is.Not.GradientOf(Given.Narrow));
                number = right;
            }
        }

        foreach (double[] layer in biases.Where(layer => layer is not null))
        {
            for (int i = 0; i < layer.Length; i++)
            {
                (double right, layer[i]) = (layer[i], double.NaN);
                Assert.That((weights, biases), Is.Not.GradientOf(Given.Narrow));
                layer[i] = right;
            }
        }

        Assert.That((weights, biases), Is.GradientOf(Given.Narrow), "every number is right again");
    }
}
