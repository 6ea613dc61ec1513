using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Runs with undecidable numbers, and the witnesses that settle them.</summary>
public sealed class UndecidableRunTest
{
    private static readonly CheckOptions Named = new() { OraclesAreNamed = true };

    [TestCase(false, Verdict.Inconclusive, 3)]
    [TestCase(true, Verdict.Pass, 0)]
    public async Task Check_UndecidableEverywhere_IsInconclusiveUnlessAllowed(bool allowed, Verdict verdict, int exitCode)
    {
        using var run = new TestRun { Options = Named with { AllowUndecidable = allowed } };
        CheckReport report = await run.Add(AtTheKink(0)).CheckAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.Fixtures[0].Verdict, report.ExitCode), Is.EqualTo((verdict, exitCode)));
            Assert.That((report.Summary.Undecidable, report.Summary.Unsettled), Is.EqualTo((1, 1)), "named and counted all the same");
            Assert.That(report.Fixtures[0].Reason, Is.EqualTo(allowed ? null : "1 number is undecidable, and no other result settles it"));
        }
    }

    [Test]
    public async Task Check_WitnessThatAgreesWithTheEngine_SettlesNothingForTheOther()
    {
        Fixture fixture = AtTheKink(0);
        using var run = new TestRun { Options = Named };
        CheckReport report = await run.Add(fixture.Recording(Planted.Calculate(fixture), NumberPrecision.Float64, by: "witness"))
            .CheckAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.ExitCode, Is.EqualTo(3));
            Assert.That((report.Summary.Undecidable, report.Summary.Unsettled), Is.EqualTo((1, 1)));
            Assert.That(report.Fixtures[0].Reason, Is.EqualTo("1 number is undecidable, and no other result settles it"));
        }
    }

    [TestCase(0, 0, 0)]
    [TestCase(6e-8, 0, 0)]
    [TestCase(6e-6, 1, 1)]
    public async Task Check_DecidedWitness_SettlesTheUndecidableNumberThatAgreesWithIt(double off, int exitCode, int discrepancies)
    {
        // y − t cancels to 1e-9, so δ is undecidable in float32 and decided in float64. A number far from that of float64 is beyond the
        // rounding of float32 too.
        Fixture fixture = RandomFixture.OneLayer([1], new Linear(), [1], [1 + 1e-9], Loss.HalfSumOfSquares);
        TensorSet own = Planted.Changed(Planted.Calculate(fixture), (step, values) => step.Quantity == Quantity.Delta ? values : null);
        using var run = new TestRun { Options = Named };
        CheckReport report = await run.Add(fixture
            .Recording(Planted.With(own, fixture.Layout.Delta(0), 0, off), NumberPrecision.Float32, by: "TensorFlow")
            .Recording(own, NumberPrecision.Float64, by: "witness")).CheckAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (report.ExitCode, report.Summary.Discrepancies, report.Summary.Unsettled), Is.EqualTo((exitCode, discrepancies, 0)));
            Assert.That(report.Summary.Undecidable, Is.EqualTo(1 - discrepancies));
        }
    }

    [Test]
    public async Task Check_OverflowOnTheOtherSide_IsSettledByADecidedNumber()
    {
        Fixture fixture = RandomFixture.OneLayer([1e20], new Linear(), [1e20], [0], Loss.HalfSumOfSquares);
        TensorSet own = Planted.Changed(
            Planted.Calculate(fixture), (step, values) => step.Quantity == Quantity.PreActivation ? values : null);
        Fixture single = fixture.Recording(
            Planted.With(own, fixture.Layout.PreActivation(0), 0, 3e38), NumberPrecision.Float32, by: "TensorFlow");
        using var run = new TestRun { Options = Named };
        using var alone = new TestRun { Options = Named };
        CheckReport report = await run.Add(single.Recording(own, NumberPrecision.Float64, by: "witness")).CheckAsync();
        Assert.That(((await alone.Add(single).CheckAsync()).ExitCode, report.ExitCode, report.Summary.Undecidable), Is.EqualTo((3, 0, 1)));
    }

    [Test]
    public async Task Check_NumbersNotKept_KeepsThoseThatDoNotAgree()
    {
        Fixture fixture = AtTheKink(0);
        using var run = new TestRun { Options = Named with { KeepNumbers = false, AllowUndecidable = true } };
        CheckReport report = await run.Add(fixture.Recording(Planted.Calculate(fixture), NumberPrecision.Float64, by: "witness"))
            .CheckAsync();
        ResultComparison[] comparisons = [.. report.Fixtures.Single().Comparisons];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Fixtures[0].Verdict, Is.EqualTo(Verdict.Pass));
            Assert.That(comparisons[0].Notable.Select(number => number.Reason), Is.EqualTo(new[] { "kink: layer 1, sample 2, unit 1" }));
            Assert.That(comparisons[1].AllNumbers(), Is.Empty, "all of its numbers agree");
        }
    }

    [Test]
    public async Task Check_WitnessWithoutThatNumber_SettlesNothing()
    {
        Fixture fixture = AtTheKink(0);
        TensorSet others = Planted.Changed(Planted.Calculate(fixture), (step, values) => step.Quantity == Quantity.Delta ? null : values);
        using var run = new TestRun { Options = Named };
        CheckReport report = await run.Add(fixture.Recording(others, NumberPrecision.Float64, by: "elsewhere")).CheckAsync();
        Assert.That((report.ExitCode, report.Summary.Unsettled), Is.EqualTo((3, 1)));
    }

    /// <summary>A relu unit near its kink. The recorded delta is that of the other side.</summary>
    private static Fixture AtTheKink(double beyond)
    {
        Fixture fixture = RandomFixture.OneLayer(
            [1, 1, -1], new Relu(), [1, 2, 0.5, 0.1, 0.2, 0.3], [1, 0.5], Loss.HalfSumOfSquares, samples: 2);
        TensorSet deltas = Planted.Only(Planted.Calculate(fixture), Quantity.Delta);
        return fixture.Recording(Planted.With(deltas, fixture.Layout.Delta(0), 1, beyond), NumberPrecision.Float32);
    }
}
