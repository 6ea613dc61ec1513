using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>The update rules, with numbers worked out by hand.</summary>
public sealed class OptimizerTest
{
    private const double Rate = 0.1;

    /// <summary>w = 1, η = 0.1, and the gradients 0.5 and 1. ε is large, so that its place shows.</summary>
    private static readonly TestCaseData[] TwoUpdates =
    [
        new TestCaseData(new GradientDescent(Rate), 0.95, 0.85) { TestName = "sgd" },
        // v = −0.05, then 0.9·(−0.05) − 0.1 = −0.145.
        new TestCaseData(new MomentumDescent(Rate), 0.95, 0.805) { TestName = "momentum" },
        // The same v, but −0.045 − 0.05 = −0.095 is added, then −0.1305 − 0.1 = −0.2305.
        new TestCaseData(new MomentumDescent(Rate, nesterov: true), 0.905, 0.6745) { TestName = "nesterov" },
        // m = 0.25 and √v = √0.0625 = 0.25, with the rate 0.1·√(1 − 0.75)/(1 − 0.5) = 0.1: 0.1·0.25/(0.25 + 0.25).
        // Then m = 0.125 + 0.5 and v = 0.046875 + 0.25, with the rate 0.1·√(1 − 0.5625)/(1 − 0.25).
        new TestCaseData(
            new Adam(Rate, 0.5, 0.75, 0.25), 0.95, 0.95 - (0.1 * Math.Sqrt(0.4375) / 0.75 * 0.625 / (Math.Sqrt(0.296875) + 0.25)))
        {
            TestName = "adam",
        },
        // v = 0.25·0.25 and √(0.0625 + 0.1875) = 0.5; then v = 0.75·0.0625 + 0.25.
        new TestCaseData(new RootMeanSquarePropagation(Rate, 0.75, 0.1875), 0.9, 0.9 - (0.1 / Math.Sqrt(0.484375)))
        {
            TestName = "rmsprop",
        },
        // v = 0.5 + 0.25 and √(0.75 + 0.25) = 1; then v = 1.75.
        new TestCaseData(new AdaptiveGradient(Rate, 0.5, 0.25), 0.95, 0.95 - (0.1 / Math.Sqrt(2))) { TestName = "adagrad" },
    ];

    [TestCaseSource(nameof(TwoUpdates))]
    public void Step_Twice_GivesTheNumbersWorkedOutByHand(Optimizer optimizer, double first, double second)
    {
        double[] memory = Memory(optimizer);
        double[] parameter = [1];
        optimizer.Step(parameter, [0.5], memory, 1, Arithmetic.Double);
        Assert.That(parameter[0], Is.EqualTo(first).Within(2).Ulps);
        optimizer.Step(parameter, [1], memory, 2, Arithmetic.Double);
        Assert.That(parameter[0], Is.EqualTo(second).Within(2).Ulps);
    }

    /// <summary>Each parameter has a memory of its own.</summary>
    [Test]
    public void Step_SeveralParameters_TreatsEachAsIfItWereAlone([ValueSource(nameof(Rules))] Optimizer optimizer)
    {
        double[] gradients = [0.5, -2, 0];
        double[] parameters = [1, 2, 3];
        double[] memory = [.. Memory(optimizer), .. Memory(optimizer), .. Memory(optimizer)];
        optimizer.Step(parameters, gradients, memory, 1, Arithmetic.Double);
        optimizer.Step(parameters, gradients, memory, 2, Arithmetic.Double);
        for (int i = 0; i < gradients.Length; i++)
        {
            double[] alone = [i + 1];
            double[] own = Memory(optimizer);
            optimizer.Step(alone, [gradients[i]], own, 1, Arithmetic.Double);
            optimizer.Step(alone, [gradients[i]], own, 2, Arithmetic.Double);
            Assert.That(parameters[i], Is.EqualTo(alone[0]));
        }
    }

    /// <summary>With ε = 0 the quotient would be 0/0.</summary>
    [Test]
    public void Updated_GradientZero_LeavesTheParameter([ValueSource(nameof(Rules))] Optimizer optimizer, [Values] bool withoutEpsilon)
    {
        Optimizer rule = withoutEpsilon ? With(optimizer, "epsilon", 0) : optimizer;
        double[] memory = Memory(withoutEpsilon ? With(rule, "initialAccumulator", 0) : rule);
        for (int update = 1; update <= 3; update++)
        {
            Assert.That(rule.Updated(1.5, 0, memory, update, Arithmetic.Double), Is.EqualTo(1.5));
        }
    }

    /// <summary>Without ε the first update has the size of η whatever the gradient is, but for the factor of rmsprop, 1/√(1 − ρ).</summary>
    [TestCase(1e-30)]
    [TestCase(-7)]
    public void FirstAdded_WithoutEpsilon_DependsOnlyOnTheSign(double gradient)
    {
        double sign = -Math.Sign(gradient);
        Assert.That(new Adam(Rate, epsilon: 0).FirstAdded(gradient), Is.EqualTo(sign * Rate).Within(4).Ulps);
        Assert.That(new AdaptiveGradient(Rate, 0, 0).FirstAdded(gradient), Is.EqualTo(sign * Rate).Within(4).Ulps);
        Assert.That(
            new RootMeanSquarePropagation(Rate, 0.75, 0).FirstAdded(gradient), Is.EqualTo(sign * 2 * Rate).Within(4).Ulps);
    }

    [Test]
    public void FirstAdded_AnyGradient_IsWhatTheFirstStepAdds([ValueSource(nameof(Rules))] Optimizer optimizer)
    {
        double[] parameter = [0];
        optimizer.Step(parameter, [0.3], Memory(optimizer), 1, Arithmetic.Double);
        Assert.That(optimizer.FirstAdded(0.3), Is.EqualTo(parameter[0]));
        Assert.That(optimizer.FirstAdded(-0.3), Is.EqualTo(-parameter[0]));
    }

    /// <summary>Bounds of a gradient become bounds of an update.</summary>
    [Test]
    public void FirstAdded_LargerGradient_IsSmaller([ValueSource(nameof(Rules))] Optimizer optimizer)
    {
        double[] gradients = [-3, -1, -1e-4, -1e-8, 0, 1e-8, 1e-4, 1, 3];
        double[] added = [.. gradients.Select(optimizer.FirstAdded)];
        Assert.That(added, Is.Ordered.Descending);
        Assert.That(added, Is.Unique);
    }

    [Test]
    public void FirstError_ErrorOfAGradient_IsTheLargestChangeOfTheUpdate(
        [ValueSource(nameof(Rules))] Optimizer optimizer, [Values(-0.7, 0, 1e-6, 2)] double gradient, [Values(1e-6, 1e-3)] double error)
    {
        double[] changes = [.. new[] { -1, -0.5, 0.5, 1 }.Select(
            part => Math.Abs(optimizer.FirstAdded(gradient + (part * error)) - optimizer.FirstAdded(gradient)))];
        Assert.That(optimizer.FirstError(gradient, error), Is.EqualTo(changes.Max()).Within(1e-6).Percent);
        Assert.That(optimizer.FirstError(gradient, 0), Is.Zero);
    }

    /// <summary>The rule in float32, as Keras calculates it, with gradients of one sign and a learning rate that float32 has.</summary>
    [Test]
    public void Roundings_InSinglePrecision_AreNotExceeded([Values(1, 2, 7, 50)] int updates, [Values(0, 1, 2)] int seed)
    {
        var random = new Random(seed);
        var errors = new Dictionary<string, double>();
        foreach (Optimizer optimizer in Rules().Select(rule => rule with { LearningRate = 0.75 }))
        {
            for (int repetition = 0; repetition < 50; repetition++)
            {
                var single = new SinglePrecisionRule(optimizer);
                double[] memory = Memory(optimizer);
                float rounded = 0;
                double exact = 0;
                for (int update = 1; update <= updates; update++)
                {
                    float gradient = (float)Math.Exp((6 * random.NextDouble()) - 4);
                    rounded = single.Added(gradient, update);
                    exact = optimizer.Updated(0, gradient, memory, update, Arithmetic.Double);
                }

                double units = Math.Abs((rounded - exact) / exact) / Math.Pow(2, -24);
                Assert.That(units, Is.LessThanOrEqualTo(optimizer.Roundings(updates)), optimizer.ToString());
                errors[optimizer.Name] = Math.Max(units, errors.GetValueOrDefault(optimizer.Name));
            }
        }

        Assert.That(errors.Values, Has.All.Positive);
    }

    [Test]
    public void ForGradientsTimes_AFactor_IsTheRuleForScaledGradients(
        [ValueSource(nameof(Rules))] Optimizer optimizer, [Values(0.5, 3, -2)] double factor)
    {
        Optimizer scaled = optimizer.ForGradientsTimes(factor);
        Optimizer back = scaled.ForGradientsTimes(1 / factor);
        double[] memory = Memory(optimizer);
        double[] memoryOfScaled = Memory(scaled);
        double[] memoryOfBack = Memory(back);
        for (int update = 1; update <= 3; update++)
        {
            double expected = optimizer.Updated(1, factor * 0.3, memory, update, Arithmetic.Double);
            Assert.That(scaled.Updated(1, 0.3, memoryOfScaled, update, Arithmetic.Double), Is.EqualTo(expected).Within(4).Ulps);
            Assert.That(back.Updated(1, factor * 0.3, memoryOfBack, update, Arithmetic.Double), Is.EqualTo(expected).Within(4).Ulps);
        }

        Assert.That((scaled.Name, scaled.Roundings(2)), Is.EqualTo((optimizer.Name, optimizer.Roundings(2))));
        Assert.That(scaled.Parameters, Is.EqualTo(optimizer.Parameters));
        Assert.That(scaled.FirstAdded(0.3), Is.EqualTo(optimizer.FirstAdded(factor * 0.3)).Within(4).Ulps);
        Assert.That(optimizer.ForGradientsTimes(1), Is.EqualTo(optimizer));
    }

    [TestCase("momentum", "momentum", -0.1)]
    [TestCase("momentum", "momentum", 1)]
    [TestCase("momentum", "momentum", double.NaN)]
    [TestCase("adam", "beta1", 1)]
    [TestCase("adam", "beta1", -1e-300)]
    [TestCase("adam", "beta2", 1.5)]
    [TestCase("adam", "beta2", double.NaN)]
    [TestCase("adam", "epsilon", -1e-7)]
    [TestCase("adam", "epsilon", double.PositiveInfinity)]
    [TestCase("rmsprop", "rho", 1)]
    [TestCase("rmsprop", "epsilon", double.NaN)]
    [TestCase("adagrad", "initialAccumulator", -1)]
    [TestCase("adagrad", "epsilon", double.NegativeInfinity)]
    public void WithParameters_OutsideTheirRanges_AreRefusedByName(string rule, string parameter, double value)
        => Assert.That(() => With(Optimizer.Named(rule)!, parameter, value), Refuses.Argument(parameter));

    [TestCase("momentum", "momentum", 0)]
    [TestCase("adam", "beta1", 0)]
    [TestCase("adam", "beta2", 0.9999999999999999)]
    [TestCase("adam", "epsilon", 0)]
    [TestCase("rmsprop", "rho", 0)]
    [TestCase("adagrad", "initialAccumulator", 0)]
    [TestCase("adagrad", "epsilon", 1e300)]
    public void WithParameters_AtTheEndsOfTheirRanges_AreAccepted(string rule, string parameter, double value)
        => Assert.That(
            With(Optimizer.Named(rule)!, parameter, value).Parameters.Single(given => given.Name == parameter).Value, Is.EqualTo(value));

    [Test]
    public void LearningRate_Changed_IsTheRuleMadeWithIt([ValueSource(nameof(Rules))] Optimizer optimizer)
        => Assert.That((optimizer with { LearningRate = 3 }) with { LearningRate = Rate }, Is.EqualTo(optimizer));

    [Test]
    public void LearningRate_OfGradientDescent_IsItsOnlyNumber()
        => Assert.That(new GradientDescent(1) with { LearningRate = 3 }, Is.EqualTo(new GradientDescent(3)));

    [Test]
    public void LearningRate_NotFinite_IsRefused(
        [ValueSource(nameof(Rules))] Optimizer optimizer, [Values(double.NaN, double.PositiveInfinity)] double rate)
        => Assert.That(() => optimizer with { LearningRate = rate }, Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static IEnumerable<Optimizer> Rules()
        => [.. Optimizer.All.Select(rule => rule with { LearningRate = Rate }), new MomentumDescent(Rate, 0.5, nesterov: true)];

    private static Optimizer With(Optimizer rule, string parameter, double value) => rule.WithParameters(
        name => name == parameter ? value : rule.Parameters.Single(given => given.Name == name).Value);

    private static double[] Memory(Optimizer optimizer)
        => [.. Enumerable.Repeat(optimizer.InitialMemory, optimizer.MemoryPerParameter)];
}
