namespace BackpropCrossCheck.Tests.Grading;

/// <summary>Rounded and cut-off numbers. The network is one linear unit, a = w·1, so that the true pre-activation is the weight.</summary>
public sealed class RoundedAndCutOffTest
{
    [TestCase("0.936", "0.94", 'c')]
    [TestCase("0.936", "0.93", 't')]
    [TestCase("0.936", "0.92", 'w')]
    [TestCase("0.936", "0.95", 'w')]
    [TestCase("-0.936", "-0.94", 'c')]
    [TestCase("-0.936", "-0.93", 't')]
    [TestCase("-0.936", "-0.95", 'w')]
    [TestCase("0.125", "0.12", 'c')]
    [TestCase("0.125", "0.13", 'c')]
    [TestCase("-0.125", "-0.12", 'c')]
    [TestCase("-0.125", "-0.13", 'c')]
    [TestCase("0.145", "0.14", 'c')]
    [TestCase("0.145", "0.15", 'c')]
    [TestCase("0.5", "0.5", 'c')]
    [TestCase("0.5", "0.49", 'w')]
    [TestCase("0.5", "0.51", 'w')]
    [TestCase("-0.5", "-0.49", 'w')]
    [TestCase("0.3", "0.29", 'w')]
    [TestCase("0.007", "0", 't')]
    [TestCase("-0.007", "0", 't')]
    [TestCase("-0.007", "0.00", 't')]
    [TestCase("0.003", "-0.01", 'w')]
    [TestCase("0", "0", 'c')]
    [TestCase("0", "0.01", 'w')]
    [TestCase("0.93599", "0.936", 'c')]
    public void Grade_TwoDecimals_AreRoundedOrCutOff(string truth, string given, char mark)
        => Assert.That(Mark(truth, given, "\"decimals\": 2"), Is.EqualTo(mark));

    [TestCase("1.2351", "1.24", 'c')]
    [TestCase("1.2351", "1.23", 't')]
    [TestCase("1.2351", "1.22", 'w')]
    [TestCase("0.0012351", "0.00124", 'c')]
    [TestCase("-1235.1", "-1230", 't')]
    [TestCase("-1235.1", "-1240", 'c')]
    [TestCase("999.6", "1000", 'c')]
    [TestCase("999.6", "999", 't')]
    [TestCase("1000", "999", 'w')]
    [TestCase("1000", "990", 'w')]
    [TestCase("0.1", "0.1", 'c')]
    [TestCase("0.1", "0.0999", 'w')]
    [TestCase("1000.5", "999", 'w')]
    [TestCase("100.2", "99.9", 'w')]
    [TestCase("0", "0", 'c')]
    [TestCase("0", "0.001", 'w')]
    public void Grade_ThreeSignificantDigits_AreRoundedOrCutOff(string truth, string given, char mark)
        => Assert.That(Mark(truth, given, "\"significant\": 3"), Is.EqualTo(mark));

    private static char Mark(string truth, string given, string precision)
        => Graded.Of(
            $$"""
            "layers": [{ "weights": [[{{truth}}]], "activation": "linear" }], "inputs": [[1]], "labels": [[5]],
            "loss": "half-sum-of-squares"
            """,
            $$"""
            "precision": { {{precision}} }, "preActivations": [[[{{given}}]]]
            """).Marks("pre-activation")[0];
}
