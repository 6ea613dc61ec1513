using System.Text.Json;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary><c>init</c> writes a first fixture.</summary>
public class InitTest
{
    [Test]
    public void Init_Alone_WritesAFixtureThatPasses()
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.In(folder.Root, "init");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("  backprop-check check my-network.json\n"));
        Assert.That(ProgramRun.In(folder.Root, "check", "my-network.json", "--oracle", "finite-differences").ExitCode, Is.Zero);
        Assert.That(Schema.Faults("fixture", File.ReadAllText(folder.Of("my-network.json"))), Is.Empty);
    }

    [Test]
    public void Init_WithOptions_HasTheirNetwork()
    {
        using var folder = new TemporaryFolder();

        ProgramRun.In(
            folder.Root, "init", "a b.json", "--layers", "4-3-2-3", "--activations", "relu, tanh,softmax", "--loss",
            "categorical-cross-entropy:mean-over-samples", "--samples", "5", "--seed", "7");

        using var json = JsonDocument.Parse(File.ReadAllText(folder.Of("a b.json")));
        JsonElement layers = json.RootElement.GetProperty("layers");
        Assert.That(layers.EnumerateArray().Select(layer => layer.GetProperty("weights").GetArrayLength()), Is.EqualTo(new[] { 3, 2, 3 }));
        Assert.That(
            layers.EnumerateArray().Select(layer => layer.GetProperty("activation").GetString()),
            Is.EqualTo(new[] { "relu", "tanh", "softmax" }));
        Assert.That(json.RootElement.GetProperty("inputs").GetArrayLength(), Is.EqualTo(5));
        Assert.That(json.RootElement.GetProperty("description").GetString(), Does.Contain("transpose of a Keras kernel"));
        Assert.That(ProgramRun.In(folder.Root, "check", "a b.json", "--oracle", "finite-differences").ExitCode, Is.Zero);
    }

    [Test]
    public void Init_WithASeed_GivesItsNumbers()
    {
        using var folder = new TemporaryFolder();
        string first = ProgramRun.In(folder.Root, "init", "-", "--seed", "3").Output;

        Assert.That(ProgramRun.In(folder.Root, "init", "-", "--seed", "3").Output, Is.EqualTo(first));
        Assert.That(ProgramRun.In(folder.Root, "init", "-", "--seed", "4").Output, Is.Not.EqualTo(first));
    }

    [Test]
    public void Init_OverAFile_AsksForForce()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", "mine");

        var refused = ProgramRun.In(folder.Root, "init", "a.json");

        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Error, Does.Contain("is there already and is left as it is"));
        Assert.That(File.ReadAllText(folder.Of("a.json")), Is.EqualTo("mine"));
        Assert.That(ProgramRun.In(folder.Root, "init", "a.json", "--force").ExitCode, Is.Zero);
        Assert.That(File.ReadAllText(folder.Of("a.json")), Does.Contain("\"layers\""));
    }

    [TestCase("--layers", "2")]
    [TestCase("--layers", "2-0-1")]
    [TestCase("--layers", "2-x")]
    [TestCase("--activations", "tanh")]
    [TestCase("--activations", "tanh,liner")]
    [TestCase("--loss", "binary-cross-entropy:sum", "--activations", "tanh,linear")]
    [TestCase("--loss", "half")]
    [TestCase("--samples", "0")]
    [TestCase("--seed", "-1")]
    public void Init_WithABadOption_WritesNothing(params string[] options)
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.In(folder.Root, ["init", .. options]);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(options[0]));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Root), Is.Empty);
    }
}
