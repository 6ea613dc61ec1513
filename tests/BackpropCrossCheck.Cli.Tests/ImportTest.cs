namespace BackpropCrossCheck.Cli.Tests;

/// <summary>The command <c>import</c>, from file to verdict.</summary>
public class ImportTest
{
    private static readonly string Model = Repository.Of("src", "BackpropCrossCheck.Cli", "examples", "classifier.keras");

    [Test]
    public void Fixture_OfAModel_PassesItsCheck()
    {
        using var folder = new TemporaryFolder();

        var import = ProgramRun.In(folder.Root, "import", Model, "--output", "new/a b.json", "--name", "mine", "--seed", "7");
        var check = ProgramRun.In(folder.Root, "check", "new/a b.json", "--oracle", "finite-differences");

        Assert.That(import.ExitCode, Is.Zero, import.Error);
        Assert.That(import.Output, Does.EndWith("backprop-check check \"new/a b.json\"\n"));
        Assert.That(import.Prose, Does.Contain("inputs and labels are made up (seed 7)"));
        Assert.That(check.ExitCode, Is.Zero, check.Output);
        Assert.That(check.Output, Does.Contain("PASS  mine: 4-8-6-3, 4 samples"));
    }

    [Test]
    public void Fixture_WithoutOutput_GoesToStandardOutputAlone()
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.In(folder.Root, "import", Model);
        folder.Write("a.json", run.Output);

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Error, Does.Contain("dense_2: softmax"));
        Assert.That(ProgramRun.In(folder.Root, "check", "a.json", "--oracle", "finite-differences").ExitCode, Is.Zero);
        Assert.That(ProgramRun.In(folder.Root, "import", Model).Output, Is.EqualTo(run.Output), "the same seed, the same numbers");
    }

    [Test]
    public void Output_ThatIsThereAlready_IsOverwrittenOnlyWithForce()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.json", "mine");

        var refused = ProgramRun.In(folder.Root, "import", Model, "--output", "a.json");

        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Error, Does.Contain("--output a.json: that file is there already").And.Contain("--force"));
        Assert.That(File.ReadAllText(path), Is.EqualTo("mine"));
        Assert.That(ProgramRun.In(folder.Root, "import", Model, "--output", "a.json", "--force").ExitCode, Is.Zero);
        Assert.That(File.ReadAllText(path), Does.StartWith("{"));
    }

    [TestCase("there is no such file", "missing.keras")]
    [TestCase("a .keras file is a zip archive, and this file is none", "broken.keras")]
    [TestCase("the labels are 2×2", "MODEL", "--inputs", "two.csv", "--labels", "pairs.csv")]
    [TestCase("the class of sample 2 is 3; with 3 outputs a class is an integer from 0 to 2", "MODEL", "--labels", "classes.csv")]
    [TestCase("bad.csv:2:5: \"x\" is no finite number", "MODEL", "--inputs", "bad.csv")]
    [TestCase("labels of 3 samples for inputs of 2", "MODEL", "--inputs", "two.csv", "--labels", "three.csv")]
    [TestCase("a whole model, 4-8-6-3", "MODEL", "--layers", "4-3")]
    [TestCase("a whole model, 4-8-6-3", "MODEL", "--activations", "tanh")]
    [TestCase("at least two sizes are expected", "MODEL", "--layers", "4")]
    [TestCase("did you mean \"softmax\"?", "MODEL", "--activations", "softmx")]
    [TestCase("a number for leaky-relu and elu", "MODEL", "--activations", "tanh(2)")]
    [TestCase("LAYER.weights=NAME", "MODEL", "--map", "fc1=1")]
    [TestCase("units-by-inputs or inputs-by-units", "MODEL", "--kernel", "keras")]
    [TestCase("a convention is expected", "MODEL", "--loss", "mse")]
    [TestCase("a whole number from 1 to 1024", "MODEL", "--samples", "0")]
    [TestCase("a whole number from 0 to", "MODEL", "--seed", "-1")]
    [TestCase("MODEL is missing: a saved model is expected")]
    public void Import_OfWhatCannotBe_EndsWith2AndSaysWhy(string said, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        folder.Write("broken.keras", "no model");
        folder.Write("two.csv", "1,2,3,4\n5,6,7,8\n");
        folder.Write("pairs.csv", "1,0\n0,1\n");
        folder.Write("three.csv", "0\n1\n2\n");
        folder.Write("classes.csv", "class\n0\n3\n");
        folder.Write("bad.csv", "1,2,3,4\n5,6,x,8\n");

        var run = ProgramRun.In(folder.Root, ["import", .. arguments.Select(word => word == "MODEL" ? Model : word)]);

        Assert.That(run.ExitCode, Is.EqualTo(2), run.Output);
        Assert.That(run.Error, Does.Contain(said));
        Assert.That(run.Output, Is.Empty);
    }

    /// <summary>The accepting twin: with what fits, the same options are taken.</summary>
    [Test]
    public void Import_WithEveryOption_IsTaken()
    {
        using var folder = new TemporaryFolder();
        folder.Write("x.csv", "a,b,c,d\n1,2,3,4\n5,6,7,8\n");
        folder.Write("y.json", "{\"ids\": [1], \"labels\": [2, 0]}");

        var run = ProgramRun.In(
            folder.Root, "import", Model, "--inputs", "x.csv", "--labels", "y.json", "--loss", "categorical-cross-entropy:sum", "--layers",
            "4-8-6-3", "--max-size", "1");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("\"reduction\": \"sum\"").And.Not.Contain("description"));
    }
}
