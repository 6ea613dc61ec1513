namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Numbers that agree and have lost their digits, and <c>--strict</c>.</summary>
public class StrictOptionTest
{
    private const string OwnOperands = """
        "preActivations": [[[20, 0.5]]], "outputs": [[[1, 0.46211715726000974]]], "deltas": [[[0, -1.2094644752400612]]],
        """;

    private const string Sentence = "1 number agrees and has lost its digits: layer 1, ";
    private const string Refused = "1 number differs only because its digits are lost: layer 1, ";
    private const string Formula = "tanh' as 1 − z²: nothing is left above |a| = 19.06.";

    [TestCase(OwnOperands, "δ, sample 1, unit 1 is 0, and -1.7e-17 follows; ")]
    [TestCase("", "∂L/∂w, row 1, column 1 is 0, and ours is -3.4e-16; ")]
    public void Check_LostDigits_FailsOnlyIfStrict(string operands, string place)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", AtTwenty(operands));

        var usual = ProgramRun.Check(folder, "a.json");
        var strict = ProgramRun.Check(folder, "a.json", "--strict");

        Assert.That((usual.ExitCode, strict.ExitCode), Is.EqualTo((0, 1)), usual.Prose);
        Assert.That(usual.Prose, Does.Contain(Sentence + place + Formula));
        Assert.That(strict.Prose, Does.Contain(Refused + place + Formula));
    }

    [TestCase(OwnOperands)]
    [TestCase("")]
    public void Check_StrictReport_IsReadAgain(string operands)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", AtTwenty(operands));

        var check = ProgramRun.Check(folder, "a.json", "--strict", "--report", "json=report.json", "--report", "markdown=-");
        var merge = ProgramRun.In(folder.Root, "merge", "report.json");

        Assert.That((check.ExitCode, merge.ExitCode), Is.EqualTo((1, 1)), merge.Error);
        Assert.That(check.Output, Does.Contain("--oracle none --strict"));
        Assert.That(merge.Prose, Does.Contain(Refused).And.Contain(Formula));
    }

    /// <summary>tanh' at 20 is 1.7e-17; a program that works with 1 − z² gives 0. At ½ it is right.</summary>
    private static string AtTwenty(string operands) => $$"""
        {
          "version": 1, "name": "at twenty",
          "layers": [{ "weights": [[1], [0.025]], "activation": "tanh" }],
          "inputs": [[20]], "labels": [[2, 2]], "loss": "half-sum-of-squares",
          "expected": [
            { "by": "TensorFlow", "kind": "recorded", "precision": "float64", {{operands}}
              "gradients": [{ "weights": [[0], [-24.189289504801224]] }] }
          ]
        }
        """;
}
