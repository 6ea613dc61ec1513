using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>An independent program plants mistakes of every cause in random networks, and the diagnosis has to find them. The full survey:
/// <c>dotnet test tests/BackpropCrossCheck.Tests --filter FullyQualifiedName~DiagnosisSurveyTest.Full</c>.</summary>
public sealed class DiagnosisSurveyTest
{
    private const int Seed = 71000;

    /// <summary>What a person writes down and goes on with.</summary>
    private const int Decimals = 5;

    /// <summary>Networks and trainings, each in three precisions, and one calculation by hand.</summary>
    private const int KindsOfCorrectNumbers = 7;

    private static readonly NumberPrecision ByHand = new NumberPrecision.Significant(6);

    private static IEnumerable<string> Causes => PlantedDraw.Causes;

    private static IEnumerable<string> CausesByHand => PlantedDraw.Causes.Except(PlantedDraw.CausesOfFormat);

    [Test]
    public void Survey_SingleMistakesInFloat32_AreTraced([ValueSource(nameof(Causes))] string cause)
    {
        SurveyRow row = new Survey(NumberPrecision.Float32).Run(cause, 8, Seed);
        Assert.That((row.Seen, row.Wrong), Is.EqualTo((row.Planted, 0)), string.Join('\n', row.Faults));
        Assert.That(row.Exact + row.Equal, Is.AtLeast(row.Planted - 1), string.Join('\n', row.Faults));
    }

    [Test]
    public void Survey_SingleMistakesByHand_AreTraced([ValueSource(nameof(CausesByHand))] string cause)
    {
        SurveyRow row = new Survey(ByHand).Run(cause, 4, Seed + 500);
        Assert.That((row.Seen, row.Wrong), Is.EqualTo((row.Planted, 0)), string.Join('\n', row.Faults));
    }

    /// <summary>The rejecting twin.</summary>
    [Test]
    public void Survey_CorrectCalculations_AreNotDiagnosed() => AssertNoneDiagnosed(24);

    [Test]
    public void Survey_TwoMistakes_NameOneOfThemOrNone() => Assert.That(TwoMistakes(100).Faults, Is.Empty);

    /// <summary>Seeds of the full survey that were named wrongly or not at all.</summary>
    [TestCase("weights-ignored", 71022)]
    [TestCase("weights-ignored", 71061)]
    [TestCase("kink-convention", 71050)]
    [TestCase("kink-convention", 71074)]
    [TestCase("output-for-error", 71029)]
    [TestCase("clipped-by-norm", 71099)]
    [TestCase("bias-gradient-summed-over-units", 71021)]
    [TestCase("bias-gradient-summed-over-units", 71083)]
    public void Survey_SeedThatFoundAFault_IsTraced(string cause, int seed)
    {
        SurveyRow row = new Survey(NumberPrecision.Float32).Run(cause, 1, seed);
        Assert.That(row.Exact + row.Equal, Is.EqualTo(1), string.Join('\n', row.Faults));
    }

    /// <summary>Pairs of the full survey of which neither was named, and another cause was.</summary>
    [TestCase(112)]
    [TestCase(246)]
    [TestCase(272)]
    [TestCase(278)]
    [TestCase(384)]
    [TestCase(974)]
    [TestCase(984)]
    public void Survey_PairThatFoundAFault_HasNoWrongCause(int index)
    {
        SurveyRow row = TwoMistakes(1, index);
        Assert.That((row.Planted, row.Wrong), Is.EqualTo((1, 0)), string.Join('\n', row.Faults));
    }

    /// <summary>Everything is given, or the loss value and the gradients.</summary>
    [Test]
    public void Survey_SingleMistakes_AreTracedInFullAndInGradients([ValueSource(nameof(Causes))] string cause)
    {
        SurveyRow row = new Survey(NumberPrecision.Float32).Run(cause, 2, Seed + 700, _ => true);
        row.Add(new Survey(NumberPrecision.Float32).Run(cause, 2, Seed + 700, PlantedDraw.IsLossOrGradient));
        Assert.That((row.Seen, row.Wrong), Is.EqualTo((row.Planted, 0)), string.Join('\n', row.Faults));
        Assert.That(row.Exact + row.Equal, Is.AtLeast(row.Planted - 1), string.Join('\n', row.Faults));
    }

    [Test]
    public void Survey_TwoMistakesInDifferentSteps_AreBothNamed()
    {
        PairRow all = new("all");
        foreach (string cause in PairSurvey.Causes)
        {
            all.Add(PairSurvey.Run(cause, 2, Seed + 700));
        }

        Assert.That(all.Seen, Is.EqualTo(all.Planted));
        Assert.That(all.Both, Is.AtLeast(0.85 * all.Planted), string.Join('\n', all.Faults));
    }

    [Test]
    [Explicit("Takes minutes: a table for each precision and for what is given, and one for pairs.")]
    public void FullSurvey_EveryCause_IsTraced()
    {
        int count = TestContext.Parameters.Get("count", 100);
        SurveyRow single = Table("float32, full", NumberPrecision.Float32, Causes, count, _ => true);
        SurveyRow hand = Table("6 digits, full", ByHand, CausesByHand, count, _ => true);
        SurveyRow gradients = Table("float32, gradients only", NumberPrecision.Float32, Causes, count, PlantedDraw.IsLossOrGradient);
        SurveyRow handGradients = Table("6 digits, gradients only", ByHand, CausesByHand, count, PlantedDraw.IsLossOrGradient);
        PairRow pairs = Pairs(count);
        Assert.Multiple(() =>
        {
            Assert.That(single.Exact + single.Equal, Is.AtLeast(0.985 * single.Planted));
            Assert.That(hand.Exact + hand.Equal, Is.AtLeast(0.985 * hand.Planted));
            Assert.That(gradients.Exact + gradients.Equal, Is.AtLeast(0.98 * gradients.Planted));
            Assert.That(handGradients.Exact + handGradients.Equal, Is.AtLeast(0.985 * handGradients.Planted));
            Assert.That(pairs.Both, Is.AtLeast(0.9 * pairs.Planted));
        });
    }

    [Test]
    [Explicit("Takes minutes: some 5 000 mistakes, 10 000 correct calculations, 1 000 pairs of mistakes.")]
    public void FullSurvey_WhatIsGivenAtRandom_IsTraced()
    {
        SurveyRow single = Table("float32, random", NumberPrecision.Float32, Causes, 100, null);
        SurveyRow two = TwoMistakes(1000);
        TestContext.Out.WriteLine(
            $"\ntwo mistakes: {two.Planted} planted, {two.Seen} seen, {two.Exact} one of them named, {two.None} none named, "
                + $"{two.Wrong} wrong");
        Array.ForEach([.. two.Faults], TestContext.Out.WriteLine);
        AssertNoneDiagnosed((10000 / KindsOfCorrectNumbers) + 1);
        Assert.That(single.Exact, Is.AtLeast(0.9 * single.Planted));
        Assert.That(single.Planted - single.Seen, Is.AtMost(single.Planted / 1000));
        Assert.That(two.Wrong, Is.Zero);
    }

    private static SurveyRow Table(
        string name, NumberPrecision precision, IEnumerable<string> causes, int count, Func<Step, bool>? kept)
    {
        TestContext.Out.WriteLine($"\n{name}\n\n{SurveyRow.Heading}");
        var all = new SurveyRow("all");
        foreach (string cause in causes)
        {
            SurveyRow row = new Survey(precision).Run(cause, count, Seed, kept);
            TestContext.Out.WriteLine(row.ToString());
            all.Add(row);
        }

        TestContext.Out.WriteLine(all.ToString());
        TestContext.Out.WriteLine(string.Join('\n', all.Faults));
        return all;
    }

    private static PairRow Pairs(int count)
    {
        TestContext.Out.WriteLine($"\npairs\n\n{PairRow.Heading}");
        var all = new PairRow("all");
        foreach (string cause in PairSurvey.Causes)
        {
            PairRow row = PairSurvey.Run(cause, count, Seed);
            TestContext.Out.WriteLine(row.ToString());
            all.Add(row);
        }

        TestContext.Out.WriteLine(all.ToString());
        TestContext.Out.WriteLine(string.Join('\n', all.Faults));
        return all;
    }

    /// <summary>Networks and trainings in three precisions, and calculations by hand that go on with rounded numbers.</summary>
    private static void AssertNoneDiagnosed(int count)
    {
        var byHand = new Survey(new NumberPrecision.Decimals(Decimals));
        for (int i = 0; i < count; i++)
        {
            var draw = new PlantedDraw(Seed + i);
            Fixture fixture = draw.Network();
            Fixture trained = draw.Trained(fixture);
            foreach (NumberPrecision precision in (NumberPrecision[])[NumberPrecision.Float32, NumberPrecision.Float64, ByHand])
            {
                var survey = new Survey(precision);
                AssertNone(survey.Compare(fixture, _ => true), $"seed {Seed + i}, {precision}");
                AssertNone(survey.CompareTrained(trained), $"seed {Seed + i}, training, {precision}");
            }

            AssertNone(
                byHand.Compare(fixture, _ => true, new Planting("rounded-intermediates", null, Decimals)), $"seed {Seed + i}, by hand");
        }
    }

    private static void AssertNone(ResultComparison comparison, string which) => Assert.That(
        (comparison.Discrepancies, comparison.Findings), Is.EqualTo((0, Array.Empty<Finding>())), $"{which}: {comparison.FirstWrong}");

    private static SurveyRow TwoMistakes(int count, int start = 0)
    {
        var row = new SurveyRow("two mistakes");
        for (int i = start; i < start + count; i++)
        {
            var draw = new PlantedDraw(Seed + 3000 + i);
            (Fixture fixture, Planting first) = draw.Of(Causes.ElementAt(i % Causes.Count()));
            string other = Causes.ElementAt((i * 7 / 3 % (Causes.Count() - 1) + i + 1) % Causes.Count());
            if (other == first.Cause || draw.Mistake(other, fixture) is not { } second)
            {
                continue;
            }

            Func<Step, bool> kept = draw.Kept(everything: false);
            ResultComparison comparison = new Survey(NumberPrecision.Float32).Compare(fixture, kept, first, second);
            row.Planted++;
            row.Seen += comparison.Verdict == Verdict.Fail ? 1 : 0;
            // A factor of one tensor, or a number that is not finite, is what the numbers are and not what was done.
            if (comparison.Findings.All(finding => finding.Cause is "scaled-tensor" or "not-finite"))
            {
                row.None++;
            }
            else if (comparison.Findings.Any(finding => PairSurvey.IsNamed(fixture, kept, [first, second], first, finding)
                    || PairSurvey.IsNamed(fixture, kept, [first, second], second, finding))
                || Planting.Of(comparison.Findings[0]).Any(
                    found => !PlantedDraw.IsNoticeable(fixture, kept, [first, second], [found])))
            {
                row.Exact++;
            }
            else
            {
                row.Wrong++;
                row.Faults.Add($"seed {Seed + 3000 + i}: {first} and {second}, found {string.Join("; ", comparison.Findings)}");
            }
        }

        return row;
    }
}
