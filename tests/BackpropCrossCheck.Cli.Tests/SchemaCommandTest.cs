using System.Text.Json.Nodes;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>The schemas, held against what the program writes and reads. That every report of every test is valid is checked by
/// <see cref="ProgramRun"/>.</summary>
public class SchemaCommandTest
{
    [Test]
    public void Schema_OfFixtures_IsTheOneForEditors()
        => Assert.That(
            Run("schema", "fixture").Output,
            Is.EqualTo(File.ReadAllText(Repository.Of("fixtures", "fixture.schema.json")).ReplaceLineEndings("\n")));

    [Test]
    public void Schema_Unknown_IsRefused()
    {
        Assert.That(Run("schema", "reprot").Error, Does.Contain("did you mean \"report\"?"));
        Assert.That(Run("schema", "reprot").ExitCode, Is.EqualTo(2));
        Assert.That(Run("schema").ExitCode, Is.EqualTo(2));
    }

    [TestCase("check", "tests/MustFail", "fixtures/hand", "--oracle", "finite-differences", "--all")]
    [TestCase("check", "fixtures", "--oracle", "none", "--filter", "*a*", "--allow-undecidable")]
    [TestCase("check", "fixtures", "--oracle", "none", "--shard", "2/3", "--absolute", "1e-3", "--strict")]
    public void Report_OfARun_IsValid(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        string report = folder.Of("out.json");

        // Not by ProgramRun.In, which would look at the report as well.
        var run = ProgramRun.Of(ProgramRun.Start(Repository.Root, [.. arguments, "--report", $"json={report}"]));

        Assert.That(run.ExitCode, Is.Not.EqualTo(4), run.Error);
        Assert.That(Schema.Faults("report", File.ReadAllText(report)), Is.Empty);
    }

    [Test]
    public void Report_Damaged_IsNotValid()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing());
        string report = ProgramRun.Check(folder, "a.json", "--report", "json=-").Output;

        Assert.That(Schema.Faults("report", report), Is.Empty);
        Assert.That(Damaged(root => root.Remove("verdict")), Is.Not.Empty);
        Assert.That(Damaged(root => root["verdict"] = "failed"), Is.Not.Empty);
        Assert.That(Damaged(root => root["exitCode"] = "1"), Is.Not.Empty);
        Assert.That(Damaged(root => root["more"] = 1), Is.Not.Empty);
        Assert.That(Damaged(root => root["fixtures"]![0]!.AsObject().Remove("file")), Is.Not.Empty);
        Assert.That(Damaged(root => root["fixtures"]![0]!["comparisons"]![0]!["numbers"] = 1.5), Is.Not.Empty);
        Assert.That(Damaged(root => root["fixtures"]![0]!["comparisons"]![0]!["items"]![0]!["engine"] = "three"), Is.Not.Empty);
        Assert.That(Damaged(root => root["fixtures"]![0]!["comparisons"]![0]!["items"]![0]!["engine"] = "NaN"), Is.Empty);

        string[] Damaged(Action<JsonObject> damage)
        {
            JsonObject root = JsonNode.Parse(report)!.AsObject();
            damage(root);
            return Schema.Faults("report", root.ToJsonString());
        }
    }

    [Test]
    public void Messages_OfAConversation_AreValid()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("sh and tee listen to the conversation here.");
            return;
        }

        using var folder = new TemporaryFolder();
        string oracle = Repository.Of("src/BackpropCrossCheck.Oracles/examples/plain_python.py");
        File.WriteAllText(folder.Of("listen.sh"), $"tee {folder.Of("questions")} | python3 {oracle} | tee {folder.Of("answers")}\n");

        ProgramRun run = Run("check", "fixtures/paper", "fixtures/hand", "--oracle", $"exec:sh {folder.Of("listen.sh")}");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        string[] messages = [.. File.ReadAllLines(folder.Of("questions")), .. File.ReadAllLines(folder.Of("answers"))];
        Assert.That(messages, Has.Length.GreaterThan(4));
        Assert.That(messages.SelectMany(message => Schema.Faults("protocol", message)), Is.Empty);
    }

    [TestCase("""{ "protocol": 1, "oracle": "a", "version": "1", "precisions": ["float32"], "activations": [], "losses": [] }""", true)]
    [TestCase("""{ "protocol": 2, "oracle": "a", "version": "1", "precisions": ["float32"], "activations": [] }""", false)]
    [TestCase("""{ "protocol": 1, "oracle": "a", "version": "1", "precisions": [], "activations": [] }""", false)]
    [TestCase("""{ "protocol": 1, "oracle": "a", "unavailable": "why" }""", true)]
    [TestCase("""{ "id": 7, "error": "text" }""", true)]
    [TestCase("""{ "id": 7 }""", false)]
    [TestCase("""{ "id": 7, "lossValue": "NaN", "gradients": [{ "weights": [[1]], "bias": [1] }] }""", true)]
    [TestCase("""{ "id": 7, "lossValue": "nan", "gradients": [{ "weights": [[1]], "bias": [1] }] }""", false)]
    [TestCase("""{ "id": 7, "lossValue": 1, "gradients": [{ "weights": [1] }] }""", false)]
    public void Message_OfTheProtocol_IsValidOrNot(string message, bool isValid)
        => Assert.That(Schema.Faults("protocol", message).Length == 0, Is.EqualTo(isValid));

    private static ProgramRun Run(params string[] arguments) => ProgramRun.In(Repository.Root, arguments);
}
