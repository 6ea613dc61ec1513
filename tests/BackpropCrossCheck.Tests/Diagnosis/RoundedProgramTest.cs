namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Programs and people that round on the way: ties and whole units that their arithmetic misses, and h' from the
/// output.</summary>
public sealed class RoundedProgramTest
{
    /// <summary>Two linear layers of one unit, weights FIRST and 3.7, and t = 1.</summary>
    private const string Linear = """
        "layers": [{ "weights": [FIRST], "activation": "linear" }, { "weights": [[3.7]], "activation": "linear" }],
        "inputs": [INPUTS], "labels": [[1]], "loss": "half-sum-of-squares"
        """;

    [TestCase("0.124", "0.459", "-0.541", true)]
    [TestCase("0.123", "0.455", "-0.545", true)]
    [TestCase("0.125", "0.463", "-0.537", false)]
    public void Findings_TieThatCancellationHides_IsATieEitherWay(string first, string second, string delta, bool isNamed)
    {
        // 1000000.1235 − 1000000 is 0.12349999999 in double precision; in another order of the same sum it is 0.1235 or a little more.
        string network = Linear.Replace("FIRST", "[1, -1]", StringComparison.Ordinal)
            .Replace("INPUTS", "[1000000.1235, 1000000]", StringComparison.Ordinal);
        Assert.That(
            Causes(network, "recorded", first, second, delta).Contains("rounded-intermediates", StringComparison.Ordinal),
            Is.EqualTo(isNamed));
    }

    [TestCase("0.56", "2.07", "1.07", "truncated-intermediates")]
    [TestCase("0.57", "2.1", "1.1", "truncated-intermediates")]
    [TestCase("0.55", "2.03", "1.03", "")]
    public void Findings_WholeUnitThatBinaryDigitsMiss_IsCutOffEitherWay(string first, string second, string delta, string cause)
    {
        // 0.57·100 is 56.99999999999999: a program cuts it off to 0.56, decimal arithmetic leaves 0.57. 3.7·0.57 = 2.109.
        string network = Linear.Replace("FIRST", "[0.57]", StringComparison.Ordinal).Replace("INPUTS", "[1]", StringComparison.Ordinal);
        Assert.That(Causes(network, "recorded", first, second, delta), Is.EqualTo(cause));
    }

    [TestCase("hand", "57.34", true)]
    [TestCase("hand", "57.58", true)]
    [TestCase("hand", "57.05", false)]
    [TestCase("recorded", "57.34", false)]
    [TestCase("recorded", "57.58", true)]
    public void Findings_DerivativeFromARoundedOutput_IsAPersonsWay(string kind, string delta, bool isNamed)
    {
        // a = 0.48, z = 0.45, y = 6.21, δ₂ = 5.21; δ₁ = 13.8·5.21·(1 − 0.45²) = 57.34 from the output, 57.58 from tanh'(0.48).
        const string Tanh = """
            "layers": [{ "weights": [[0.37]], "activation": "tanh" }, { "weights": [[13.8]], "activation": "linear" }],
            "inputs": [[1.3]], "labels": [[1]], "loss": "half-sum-of-squares"
            """;
        string causes = Judged.Of(Tanh, $$"""
            "kind": "{{kind}}", "precision": "float64", "preActivations": [[[0.48]], [[6.21]]], "outputs": [[[0.45]], [[6.21]]],
            "deltas": [[[{{delta}}]], [[5.21]]]
            """).Causes();
        Assert.That(causes.Contains("rounded-intermediates", StringComparison.Ordinal), Is.EqualTo(isNamed), causes);
    }

    private static string Causes(string network, string kind, string first, string second, string delta) => Judged.Of(network, $$"""
        "kind": "{{kind}}", "precision": "float64", "preActivations": [[[{{first}}]], [[{{second}}]]],
        "outputs": [[[{{first}}]], [[{{second}}]]], "deltas": [null, [[{{delta}}]]]
        """).Causes();
}
