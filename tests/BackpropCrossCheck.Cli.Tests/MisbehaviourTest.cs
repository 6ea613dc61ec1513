using System.Text.Json;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>An oracle's misbehaviour never passes. It is named, leaves nothing behind, and does not stop other checks.</summary>
[Platform("Linux", Reason = "processes are counted under /proc")]
public class MisbehaviourTest
{
    [TestCase("exit", "5", "it ended with exit code 5 before its greeting. Its last words on standard error: no licence found")]
    [TestCase("greet", "hello", "its first line is not a greeting of the oracle protocol (it is not JSON): \"hello\"")]
    [TestCase("greet-half", "", "it ended with exit code 4 in the middle of a line (\"{\"protocol\":1,\") before its greeting")]
    [TestCase("greet-invalid-utf8", "", "not a greeting of the oracle protocol (it is not UTF-8")]
    [TestCase("flood", "", "it wrote a line of more than 1048576 bytes without an end, in place of a greeting")]
    [TestCase("flood-after", "0", "bytes without an end; it begins with \"xxx")]
    [TestCase("half-after", "0", "it ended with exit code 9 in the middle of a line (\"{\"id\":1,\"loss\") before it answered")]
    [TestCase("crash-after", "0", "it ended with exit code 7 before it answered. Its last words on standard error: out of memory")]
    [TestCase("line-first", "garbage", "it wrote a line that is no answer (no \"id\" can be read in it): \"garbage\"")]
    [TestCase("invalid-utf8", "", "its answer cannot be used: it is not UTF-8")]
    [TestCase("change", "unknown-id", "it answered a question that it was not asked, with \"id\" 999")]
    [TestCase("change", "missing-layer", "gradients: found 1 layer, expected 2")]
    [TestCase("change", "extra-layer", "gradients: found 3 layers, expected 2")]
    [TestCase("change", "short-row", "gradients, layer 1, weights, row 1: found 1 number, expected 2")]
    [TestCase("change", "null-number", "gradients, layer 1, weights, row 1: found null, expected a number")]
    [TestCase("change", "text-number", "gradients, layer 1, weights, row 1: found \"1.5\", expected a number")]
    [TestCase("change", "no-loss", "lossValue: found nothing, expected a number")]
    [TestCase("change", "truncated", "it is not JSON from byte")]
    [TestCase("change", "half-surrogate-key", "its answer cannot be used: it has an escaped text that is not Unicode")]
    [TestCase("change", "error", "the matrix is  singular")]
    [TestCase("change", "empty-error", "it answered with an error and gave no reason.")]
    [TestCase("parent-crashes", "child", "it ended with exit code 5 before it answered")]
    public void Check_OracleThatFails_IsInconclusiveAndTheReasonNamesIt(string mode, string argument, string reason)
    {
        (ProgramRun run, JsonElement comparison) = Check(mode, argument);

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(
            (comparison.GetProperty("status").GetString(), comparison.GetProperty("verdict").GetString()),
            Is.EqualTo(("failed", "inconclusive")));
        Assert.That(comparison.GetProperty("reason").GetString(), Does.Contain(reason));
    }

    [TestCase("twice", "", "it answered question 1 a second time")]
    [TestCase("line-after", "garbage", "it wrote a line that is no answer (no \"id\" can be read in it): \"garbage\"")]
    [TestCase("ignores-end", "", "it did not end within 20 s of the end of its input")]
    [TestCase("bad-end", "", "it ended with exit code 3 after the end of its input; 0 is expected")]
    [TestCase("talks-at-end", "goodbye\n", "it wrote a line that is no answer (no \"id\" can be read in it): \"goodbye\"")]
    [TestCase("talks-at-end", "goodbye", "it wrote a line that is no answer and has no end: \"goodbye\"")]
    [TestCase("talks-at-end", "{\"id\":1}\n", "it answered question 1 a second time")]
    public void Check_FaultThatNoAnswerShows_IsInconclusiveAndTheReasonNamesIt(string mode, string argument, string reason)
    {
        string timeout = mode == "ignores-end" ? "20" : "60";
        (ProgramRun run, JsonElement comparison) = Check(mode, argument, timeout);

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(comparison.GetProperty("status").GetString(), Is.EqualTo("computed"), "the answer itself is right");
        Assert.That(run.Prose, Does.Contain($"fake: {reason}").And.Contain($"? inconclusive: fake {reason[3..]}"));
    }

    [Test]
    public void Check_NumbersThatAreNotFinite_AreADiscrepancy()
    {
        (ProgramRun run, JsonElement comparison) = Check("change", "non-finite");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(comparison.GetProperty("firstWrong").GetProperty("other").GetString(), Is.EqualTo("Infinity"));
    }

    [TestCase("", "")]
    [TestCase("error-flood", "")]
    [TestCase("parent", "child")]
    [TestCase("change", "extra-fields")]
    [TestCase("talks-at-end", "\n \n")]
    public void Check_OracleThatIsMerelyOdd_Passes(string mode, string argument)
        => Assert.That(Check(mode, argument).Run.ExitCode, Is.Zero);

    [Test]
    public void Check_OracleThatLeavesTensorsOut_PassesAndSaysHowManyAndOfWhat()
    {
        (ProgramRun run, JsonElement comparison) = Check("change", "only-gradients");

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(
            run.Prose,
            Does.Contain(
                "fake, float64, fixed rule |x − y| ≤ 1.2 + 0·|y|: 6 numbers agree, 9 not given (pre-activation, "
                    + "output, delta)").And.Contain("not given by entries and oracles: 9 numbers"));
        Assert.That(comparison.GetProperty("notGiven").GetInt32(), Is.EqualTo(9));
    }

    [Test]
    public void Check_GradientsThatAddUp_AreNamedInEveryReport()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", """
            {
              "version": 1, "name": "network",
              "layers": [{ "weights": [[1.5, 2]], "activation": "linear" }],
              "inputs": [[1.5, 2]], "labels": [[5.25]], "loss": "half-sum-of-squares"
            }
            """);
        string[] reports = ["json", "junit", "sarif", "markdown", "html"];

        var run = ProgramRun.In(
            folder.Root,
            [
                "check", "a.json", "--oracle", new FakeOracle("adds-up").Name,
                .. reports.SelectMany(format => new[] { "--report", $"{format}={format}" }),
            ]);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(
            run.Prose,
            Does.Contain(
                "state-carried-over: The second answer is 2 times the first: "
                    + "gradients accumulate").And.Contain("gradient, layer 1, weights, row 1, column 1"));
        Assert.That(reports.Select(format => File.ReadAllText(folder.Of(format))), Has.All.Contain("state-carried-over"));
        using var json = JsonDocument.Parse(File.ReadAllBytes(folder.Of("json")));
        JsonElement comparison = json.RootElement.GetProperty("fixtures")[0].GetProperty("comparisons")[0];
        Assert.That(comparison.GetProperty("diagnosis")[0].GetProperty("argument").GetDouble(), Is.EqualTo(2));
        Assert.That(
            comparison.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("other").GetDouble()),
            Is.EqualTo(new[] { 1, 2.5 }),
            "the second answer's numbers");
    }

    [Test]
    public void Check_OracleThatIsUnavailable_HasTheNameOfItsGreeting()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Network);

        var oracle = new FakeOracle("greet", """{"protocol":1,"oracle":"mine","unavailable":"no licence"}""");

        var run = ProgramRun.In(folder.Root, "check", "a.json", "--oracle", oracle.Name);

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Output, Does.Match("unavailable +mine +no licence"));
    }

    /// <summary>Checks a network against the oracle and a well-behaved one. Returns the comparison with the first.</summary>
    private static (ProgramRun Run, JsonElement Comparison) Check(string mode, string argument, string timeout = "60")
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Network);
        var oracle = new FakeOracle(mode, argument == "child" ? folder.Of(argument) : argument);

        string wellBehaved = new FakeOracle("says", "well-behaved=1.5").Name;
        var run = ProgramRun.In(
            folder.Root,
            [
                "check", "a.json", "--absolute", "1.2", "--oracle", oracle.Name, "--oracle", wellBehaved, "--timeout", timeout,
                "--report", "json=r",
            ]);

        Assert.That(oracle.Running(), Is.Empty, "processes left");
        Assert.That(run.Prose, Does.Contain("ok well-behaved, float64, fixed rule |x − y| ≤ 1.2 + 0·|y|: 15 numbers agree"));
        using var json = JsonDocument.Parse(File.ReadAllBytes(folder.Of("r")));
        return (run, json.RootElement.GetProperty("fixtures")[0].GetProperty("comparisons")[0].Clone());
    }

    /// <summary>The fake oracle always answers 1.5 and the parameters. The numbers of this network are near those.</summary>
    private const string Network = """
        {
          "version": 1, "name": "network",
          "layers": [{ "weights": [[0.5, 0.1]], "bias": [1.1], "activation": "linear" },
            { "weights": [[0.5], [1.1]], "activation": "linear" }],
          "inputs": [[0.7, -0.1]], "labels": [[-0.2, 0.2]], "loss": "half-sum-of-squares"
        }
        """;
}
