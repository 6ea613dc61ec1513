using System.Text;
using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Fixtures;

/// <summary>The regularization of a fixture. The refusals are among the bad fixtures.</summary>
public sealed class RegularizationReaderTest
{
    private static readonly TestCaseData[] Forms =
    [
        new TestCaseData("{ \"l2\": 0.5 }", new Regularization(0.5, 0)),
        new TestCaseData("{ \"l1\": 0.5 }", new Regularization(0, 0.5)),
        new TestCaseData("{ \"l2\": 0, \"l1\": 0 }", Regularization.None),
        new TestCaseData("{ \"half\": true, \"l1\": 1e-3, \"l2\": 2 }", new Regularization(2, 1e-3) { Half = true }),
        new TestCaseData("{ \"l2\": 1, \"biases\": true, \"half\": false }", new Regularization(1, 0) { Biases = true }),
    ];

    [TestCaseSource(nameof(Forms))]
    public void Read_ARegularization_IsThis(string json, Regularization regularization)
    {
        Assert.That(With(json, "\"expected\"").Regularization, Is.EqualTo(regularization));
        Assert.That(With(json, "\"layers\"").Regularization, Is.EqualTo(regularization));
    }

    [Test]
    public void Read_NoRegularization_IsNone()
        => Assert.That(FixtureText.Read(FixtureText.Plain).Regularization, Is.EqualTo(Regularization.None));

    [TestCaseSource(nameof(Forms))]
    public void Write_ThenRead_IsTheSame(string json, Regularization regularization)
    {
        string text = BackpropCrossCheck.Fixtures.Writing.FixtureWriter.Of(With(json, "\"expected\""));
        Fixture read = FixtureReader.Read(Encoding.UTF8.GetBytes(text), "x.json");
        Assert.That(read.Regularization, Is.EqualTo(regularization));
        Assert.That(text.Contains("regularization", StringComparison.Ordinal), Is.EqualTo(!regularization.IsNone));
    }

    /// <summary>Each part of it belongs to the calculation; without one the digest is what it always was.</summary>
    [Test]
    public void Digest_OfAnotherRegularization_IsAnother()
    {
        Fixture plain = FixtureText.Read(FixtureText.Plain);
        Regularization[] different =
        [
            Regularization.None, new(1, 0), new(2, 0), new(0, 1), new(1, 1), new(1, 0) { Half = true }, new(1, 0) { Biases = true },
            new(1, 1) { Half = true, Biases = true },
        ];
        string[] digests = [.. different.Select(Of)];
        Assert.That(digests, Is.Unique);
        Assert.That(Of(Regularization.None with { Half = true, Biases = true }), Is.EqualTo(CalculationDigest.Of(plain)));

        string Of(Regularization regularization) => CalculationDigest.Of(plain with { Regularization = regularization });
    }

    private static Fixture With(string json, string before)
        => FixtureText.Read(FixtureText.With(before, $"\"regularization\": {json}, {before}"));
}
