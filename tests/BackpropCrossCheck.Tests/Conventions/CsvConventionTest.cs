using System.Text;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Tests.Fixtures;

namespace BackpropCrossCheck.Tests.Conventions;

/// <summary>Conventions of textbooks in answers as CSV.</summary>
public sealed class CsvConventionTest
{
    /// <summary>A tanh unit and a linear one, x = 0, y = 0, t = 1: h'(a) = 1, δ = −1 in both, Δw = 0.1·z, Δb = 0.1.</summary>
    private const string Network = """
        {
          "version": 1, "name": "x",
          "layers": [
            { "weights": [[2]], "bias": 0, "activation": "tanh" },
            { "weights": [[1]], "activation": "linear" }
          ],
          "inputs": [[0]], "labels": [[1]], "loss": "half-sum-of-squares", "training": { "learningRate": 0.1 }
        }
        """;

    private const string Header = "quantity,layer,tensor,sample,row,column,value\n";

    [TestCase("derivative,1,,1,1,,1", "correct")]
    [TestCase("derivative,1,,1,1,,0", "wrong")]
    [TestCase("output-gradient,1,,1,1,,-1", "correct")]
    [TestCase("input-gradient,,,1,1,,-2", "correct")]
    [TestCase("input-gradient,,,1,1,,2", "wrong")]
    [TestCase("update,1,bias,,1,,0.1", "correct")]
    [TestCase("update,1,bias,,,,0.1", "correct", Description = "All units share the bias, so it needs no row.")]
    [TestCase("update,2,weights,,1,1,0", "correct")]
    [TestCase("update,1,bias,,1,,-0.1", "wrong")]
    public void Grade_NumberThatFewState_IsMarked(string line, string mark)
        => Assert.That(Marks(line, negativeDeltas: false), Is.EqualTo(mark));

    [TestCase(false, "wrong, follows")]
    [TestCase(true, "correct, correct")]
    public void Grade_DeltasOfTheOtherSign_AreRightIfThatIsTheirConvention(bool negative, string marks)
        => Assert.That(Marks("delta,2,,1,1,,1\ndelta,1,,1,1,,1", negative), Is.EqualTo(marks));

    private static string Marks(string lines, bool negativeDeltas)
    {
        Fixture fixture = FixtureText.Read(Network) with { HasOptional = true };
        ReadAnswer answer = AnswerFileReader.Read(
            Encoding.UTF8.GetBytes(Header + lines), "answers.csv", fixture, new NumberPrecision.Decimals(2), negativeDeltas)[0];
        ResultComparison comparison = ResultComparer.Compare(Planted.Reference(fixture), IndependentResult.Of(answer.Entry));
        return string.Join(", ", comparison.AllNumbers().Select(number => ReportWords.Of(number.Status!.Value)));
    }
}
