namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Units that stand exactly at a kink, and <c>--kinks</c>.</summary>
public class KinkOptionTest
{
    [TestCase(
        "1",
        "kink-convention: These numbers come out when relu'(0) = 1 is taken where a pre-activation is exactly 0 (layer 1, sample 1, "
        + "unit 1); TensorFlow takes 0.")]
    [TestCase("0.5", "kink-convention: These numbers come out when relu'(0) = 0.5 is taken")]
    public void Check_AnotherDerivativeAtZero_FailsThoughTensorFlowAgreesWithTheEngine(string derivative, string said)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", AtZero(derivative == "1" ? "2, 2" : "1, 1"));

        var usual = ProgramRun.Check(folder, "a.json");
        var tensorFlow = ProgramRun.Check(folder, "a.json", "--kinks", "tensorflow");
        var any = ProgramRun.Check(folder, "a.json", "--kinks", "any");

        Assert.That((usual.ExitCode, tensorFlow.ExitCode, any.ExitCode), Is.EqualTo((1, 1, 0)));
        Assert.That(usual.Prose, Does.Contain(said));
    }

    [Test]
    public void Check_NoSubgradient_FailsWithAnyDerivativeAndIsSaidToBeOutside()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", AtZero("777, -123456"));

        var usual = ProgramRun.Check(folder, "a.json");
        var any = ProgramRun.Check(folder, "a.json", "--kinks", "any");

        Assert.That((usual.ExitCode, any.ExitCode), Is.EqualTo((1, 1)));
        Assert.That(
            usual.Prose,
            Does.Contain("gradient, layer 1, row 1, column 1 is 777: outside of what relu'(0) between 0 and 1 gives, 0 to 2."));
    }

    [Test]
    public void Check_KinkThatRoundingMayCross_IsInconclusiveThoughTensorFlowAgreesWithTheEngine()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", AtZero("2, 2").Replace("[[1, 1]]", "[[1, 1.0000000000000002]]", StringComparison.Ordinal));

        var run = ProgramRun.Check(folder, "a.json");

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(
            run.Prose,
            Does.Contain("kink: layer 1, sample 1, unit 1").And.Contain("2 numbers are undecidable, and no other result settles them"));
    }

    [Test]
    public void Kinks_AnythingElse_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.Check(folder, "a.json", "--kinks", "pytorch");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("--kinks \"pytorch\": tensorflow or any is expected."));
    }

    [Test]
    public void Kinks_InAReport_StandsInTheCommandThatReproducesIt()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", AtZero("777, 0"));

        var run = ProgramRun.Check(folder, "a.json", "--kinks", "any", "--report", "markdown=-", "--quiet");

        Assert.That(run.Output, Does.Contain("--kinks any"));
    }

    /// <summary>A relu whose pre-activation 1 − 1 is exactly 0 and whose output has the gradient 2. TensorFlow gives all gradients; an
    /// engine has other ones in the first layer.</summary>
    private static string AtZero(string gradients) => $$"""
        {
          "version": 1, "name": "at zero",
          "layers": [{ "weights": [[1, -1]], "activation": "relu" }, { "weights": [[2]], "activation": "linear" }],
          "inputs": [[1, 1]], "labels": [[-1]], "loss": "half-sum-of-squares",
          "expected": [
            { "by": "TensorFlow", "kind": "recorded", "precision": "float64",
              "gradients": [{ "weights": [[0, 0]] }, { "weights": [[0]] }] },
            { "by": "an engine", "kind": "recorded", "precision": "float64",
              "gradients": [{ "weights": [[{{gradients}}]] }, { "weights": [[0]] }] }
          ]
        }
        """;
}
