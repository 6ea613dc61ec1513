using System.Text;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Tests.Library;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>What must be said about worked examples as they are published, and about answers with one slip each.</summary>
public sealed class PublishedCaseTest
{
    private const string Folder = "tests/BackpropCrossCheck.Tests/HandCases/";

    [TestCase("ahmed-gad", 0)]
    [TestCase("askfilo-sivanandam", 0)]
    [TestCase("branden-kang", 0)]
    [TestCase("egtry", 0)]
    [TestCase("fiqlab", 0)]
    [TestCase("g-eoj", 0)]
    [TestCase("guylewy-ce", 0)]
    [TestCase("horixon-4543", 0)]
    [TestCase("horixon-4543", 1)]
    [TestCase("keras-18324", 0)]
    [TestCase("modernage-q2", 0)]
    [TestCase("paul-ajibola", 0)]
    [TestCase("primelearn-221", 0)]
    [TestCase("pytest-321", 0)]
    [TestCase("rinterested-tanh", 1)]
    [TestCase("rpubs-1344578", 0)]
    [TestCase("ustc-hw1", 0)]
    [TestCase("ustc-hw1", 1)]
    public void Verdict_RightExample_IsPass(string file, int entry) => Assert.That(Of(file, entry).Verdict, Is.EqualTo(Verdict.Pass));

    [TestCase("abdulrehman", 0, 5, "bias-gradient-summed-over-units")]
    [TestCase("aiml-notes", 0, 2, "")]
    [TestCase("ceia-uba", 0, 8, "")]
    [TestCase("deepnetts", 0, 1, "single-precision")]
    [TestCase("deepnetts", 1, 50, "step-as-gradient 0.1, single-precision")]
    [TestCase("edmond-ones", 0, 20, "")]
    [TestCase("edmond-ones", 2, 1, "")]
    [TestCase("keras-5018", 0, 6, "")]
    [TestCase("postnetwork", 0, 2, "")]
    [TestCase("primelearn-2x2", 0, 7, "weights-transposed-forward")]
    [TestCase("quesba-zaki", 0, 1, "other-loss")]
    [TestCase("rinterested-tanh", 0, 1, "")]
    [TestCase("single-precision-false-epsilon-in-log", 0, 1, "epsilon-in-logarithm 1E-07")]
    [TestCase("single-precision-false-forward-difference", 0, 26, "")]
    [TestCase("single-precision-false-six-digits", 0, 26, "printed-digits 6")]
    public void Findings_WrongExample_NameTheCause(string file, int entry, int discrepancies, string said)
    {
        ResultComparison comparison = Of(file, entry);
        Assert.That((comparison.Discrepancies, Said(comparison)), Is.EqualTo((discrepancies, said)));
    }

    [TestCase("aiml-notes", "0.6449 of output, layer 2 is 0.644969654 cut off")]
    [TestCase("single-precision-false-forward-difference", "differences of the loss")]
    public void Undiagnosed_NumbersThatShowHowTheyWereMade_SayIt(string file, string said)
        => Assert.That(Of(file, 0).Undiagnosed, Does.Contain(said));

    [TestCase("ceia-uba", "output", 0, 0, 0)]
    [TestCase("postnetwork", "pre-activation", 1, 0, 1)]
    [TestCase("primelearn-2x2", "pre-activation", 0, 0, 0)]
    public void FirstWrong_Example_IsTheSlip(string file, string quantity, int layer, int sample, int unit)
    {
        ComparedNumber first = Of(file, 0).FirstWrong!;
        Assert.That(
            (ContractWords.Of(first.Quantity), first.Step.Layer, first.Index),
            Is.EqualTo((quantity, layer, (sample * first.Step.Columns) + unit)));
    }

    [TestCase("one-output-bias-forgotten", "bias-ignored")]
    [TestCase("one-output-bias-gradient-0", "bias-gradient-zero")]
    [TestCase("one-output-bias-gradient-1", "bias-gradient-one")]
    [TestCase("one-output-derivative-at-output", "derivative-at-output in 2")]
    [TestCase("one-output-derivative-formula-on-a", "derivative-formula-on-preactivation in 2")]
    [TestCase("one-output-derivative-of-tanh", "wrong-derivative in 2")]
    [TestCase("one-output-derivative-one-minus-z", "wrong-derivative in 2")]
    [TestCase("one-output-factor-two", "loss-convention 2")]
    [TestCase("one-output-hidden-delta-zero", "wrong-derivative in 1")]
    [TestCase("one-output-input-for-hidden-output", "network-input-as-input in 2")]
    [TestCase("one-output-tanh-for-sigmoid", "wrong-activation in 2")]
    [TestCase("one-output-weight-left-out-of-hidden-delta", "weights-ignored in 1")]
    [TestCase("one-output-weights-transposed-forward", "weights-transposed-forward in 1")]
    [TestCase("21-no-derivative", "missing-activation-derivative in 2")]
    public void Findings_AnswerWithOneSlip_NameIt(string answers, string said)
        => Assert.That(Said(Graded("exercise", answers, 3)), Is.EqualTo(said));

    [Test]
    public void Findings_DerivativeTakenForTheOutput_IsThatAlone()
        => Assert.That(Said(Graded("exercise", "one-output-derivative-is-z", 3)), Is.EqualTo("wrong-derivative in 2"));

    [Test]
    public void Findings_HiddenDeltaOfZero_SayThatTheUnitsAreOpen()
        => Assert.That(
            Graded("exercise", "one-output-hidden-delta-zero", 3).Findings[0].Text,
            Does.StartWith("δ of layer 1 is 0 in units that are open"));

    [Test]
    public void Findings_HiddenDeltaOfAlmostZero_AreNone()
        => Assert.That(
            Said(Graded("exercise", "one-output-hidden-delta-zero", 3, text => text.Replace(
                "delta,1,,1,2,,0.000", "delta,1,,1,2,,0.007", StringComparison.Ordinal))),
            Is.Empty);

    [Test]
    public void Findings_AnswerFromARoundedSheet_SayThatItWasRounded()
        => Assert.That(
            Said(Graded("given-with-three-decimals", "given-with-three-decimals-rounded-to-two", 2)),
            Is.EqualTo("given-numbers-rounded 2"));

    [Test]
    public void Findings_AnswerThatFitsNoRoundedSheet_AreNone()
        => Assert.That(
            Said(Graded(
                "given-with-three-decimals",
                "given-with-three-decimals-rounded-to-two",
                2,
                text => text.Replace(",-3.32", ",-3.36", StringComparison.Ordinal))),
            Does.Not.Contain("given-numbers-rounded"));

    [Test]
    public void Findings_FactorThatIsNoUsualRate_IsNoStep()
    {
        Fixture fixture = FixtureReader.Read(Repository.PathOf($"{Folder}deepnetts.json"));
        var published = IndependentResult.Of(fixture.Expected[1]);
        TensorSet numbers = Planted.Changed(published.Numbers, (_, values) => Array.ConvertAll(values, x => (double)(float)(1.234 * x)));
        ResultComparison comparison = ResultComparer.Compare(Planted.Reference(fixture), published with { Numbers = numbers });
        Assert.That(Said(comparison), Does.StartWith("uniform-factor -0.1234"));
    }

    [Test]
    public void Verdict_OneDecimalWrittenWithThree_IsCoarse()
        => Assert.That(Graded("exercise", "rounded-to-one-decimal-written-with-three", 3).IsCoarse, Is.True);

    private static ResultComparison Of(string file, int entry)
    {
        Fixture fixture = FixtureReader.Read(Repository.PathOf($"{Folder}{file}.json"));
        return ResultComparer.Compare(Planted.Reference(fixture), IndependentResult.Of(fixture.Expected[entry]));
    }

    private static ResultComparison Graded(string exercise, string answers, int decimals, Func<string, string>? change = null)
    {
        Fixture fixture = FixtureReader.Read(Repository.PathOf($"{Folder}{exercise}.json"));
        string path = Repository.PathOf($"{Folder}{answers}.csv");
        string text = File.ReadAllText(path);
        byte[] bytes = Encoding.UTF8.GetBytes(change?.Invoke(text) ?? text);
        ExpectedEntry entry = CsvAnswerReader.Read(bytes, path, fixture, new NumberPrecision.Decimals(decimals)).Entry;
        return ResultComparer.Compare(Planted.Reference(fixture), IndependentResult.Of(entry));
    }

    private static string Said(ResultComparison comparison) => CaseWords.Of(comparison);
}
