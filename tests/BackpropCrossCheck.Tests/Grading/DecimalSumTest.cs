using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Grading;

/// <summary>People calculate with decimal numbers. Terms cancel to exactly 0, a tie is a tie, and cutting off keeps the sign.</summary>
public sealed class DecimalSumTest
{
    /// <summary>0.1 + 0.2 − 0.3 is 0 by hand and 5.6e-17 in double precision, on the other side of relu's kink.</summary>
    private const string Relu = """
        "layers": [{ "weights": [[1, 1, -1]], "activation": "relu" }], "inputs": [[0.1, 0.2, THIRD]], "labels": [[0.5]],
        "loss": "half-sum-of-squares"
        """;

    [TestCase("0.3", "0.0", "f")]
    [TestCase("0.3", "-0.5", "c")]
    [TestCase("0.3", "-0.2", "w")]
    [TestCase("0.2", "0.0", "w")]
    [TestCase("0.2", "-0.4", "c")]
    public void Grade_TermsThatCancelBeforeARelu_LeaveItAtZero(string third, string delta, string mark)
    {
        ResultComparison comparison = Judged.Of(
            Relu.Replace("THIRD", third, StringComparison.Ordinal),
            $$""" "kind": "hand", "precision": { "decimals": 1 }, "deltas": [[[{{delta}}]]] """);
        Assert.That(comparison.MarksOf("delta"), Is.EqualTo(mark));
    }

    [Test]
    public void Grade_TermsOfBothSignsThatDoNotCancel_StayAsTheyAre()
    {
        // 1000000.1 − 1000000 = 0.1 is small beside its terms, but it is not 0.
        const string Rest = """
            "layers": [{ "weights": [[1, -1]], "activation": "relu" }], "inputs": [[1000000.1, 1000000]], "labels": [[0.5]],
            "loss": "half-sum-of-squares"
            """;
        string Marks(string delta)
            => Judged.Of(Rest, $$""" "kind": "hand", "precision": { "decimals": 1 }, "deltas": [[[{{delta}}]]] """).MarksOf("delta");
        Assert.That((Marks("-0.4"), Marks("0.0")), Is.EqualTo(("c", "w")));
    }

    [TestCase("0.3", "-0.2", "w")]
    [TestCase("-0.3", "0.2", "w")]
    [TestCase("0.003", "-0.001", "w")]
    [TestCase("-0.003", "0.001", "w")]
    [TestCase("0.003", "-0.01", "w")]
    [TestCase("0.003", "0", "c")]
    [TestCase("0.007", "-0.002", "w")]
    [TestCase("0.007", "0", "t")]
    [TestCase("-0.007", "0", "t")]
    public void Grade_CutOffWithTheOppositeSign_IsWrong(string truth, string given, string mark)
        => Assert.That(Marks(truth, given, "\"decimals\": 2"), Is.EqualTo(mark));

    [TestCase("0.123456789012345", "0.123456789012345", "\"decimals\": 15", "c")]
    [TestCase("0.123456789012345", "0.123456789012344", "\"decimals\": 15", "w")]
    [TestCase("0.3", "0.300000000000009", "\"decimals\": 15", "w")]
    [TestCase("123456.7890123456", "123456.7890123456", "\"significant\": 16", "c")]
    [TestCase("123456.7890123456", "123456.7890123451", "\"significant\": 16", "w")]
    [TestCase("1234567890.123456", "1234567890.12", "\"decimals\": 2", "c")]
    [TestCase("1234567890.129456", "1234567890.12", "\"decimals\": 2", "t")]
    [TestCase("98765432101.25", "98765432101.2", "\"decimals\": 1", "c")]
    [TestCase("98765432101.35", "98765432101.3", "\"decimals\": 1", "c")]
    [TestCase("0.1235", "0.1234", "\"decimals\": 2", "w")]
    [TestCase("0.1235", "0.1235", "\"decimals\": 2", "c")]
    [TestCase("0.12349", "0.1234", "\"decimals\": 2", "t")]
    public void Grade_AsManyDigitsAsADoubleHolds_AreHeldToThose(string truth, string given, string precision, string mark)
        => Assert.That(Marks(truth, given, precision), Is.EqualTo(mark));

    private static string Marks(string truth, string given, string precision) => Judged.Of(
        $$"""
        "layers": [{ "weights": [[{{truth}}]], "activation": "linear" }], "inputs": [[1]], "labels": [[5]], "loss": "half-sum-of-squares"
        """,
        $$"""
        "kind": "hand", "precision": { {{precision}} }, "preActivations": [[[{{given}}]]]
        """).MarksOf("pre-activation");
}
