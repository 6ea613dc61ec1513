namespace BackpropCrossCheck.Cli.Tests;

/// <summary><c>trace</c> and <c>worksheet</c>: what they write, where to, and the exit codes.</summary>
public class TeachingTest
{
    [TestCase("text", "agreeing\n========\n")]
    [TestCase("markdown", "# agreeing\n")]
    [TestCase("html", "<!DOCTYPE html>\n")]
    public void Trace_InAFormat_BeginsLikeThatFormat(string format, string beginning)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.In(folder.Root, "trace", "a.json", "--format", format);

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, string.Empty)));
        Assert.That(run.Output, Does.StartWith(beginning));
    }

    [Test]
    public void Trace_IntoAFile_IsWhatStandardOutputWouldHave()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.In(folder.Root, "trace", "a.json", "--output", "new/folders/a.txt");

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((0, string.Empty)));
        Assert.That(File.ReadAllText(folder.Of("new/folders/a.txt")), Is.EqualTo(ProgramRun.In(folder.Root, "trace", "a.json").Output));
        Assert.That(Directory.GetFiles(folder.Of("new/folders")), Has.Length.EqualTo(1), "no part file");
    }

    [Test]
    public void Trace_WithFewDecimals_ShowsThem()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing().Replace("\"linear\"", "\"tanh\"", StringComparison.Ordinal));

        Assert.That(ProgramRun.In(folder.Root, "trace", "a.json").Output, Does.Contain("tanh(6) ≈ 0.999988"));
        Assert.That(ProgramRun.In(folder.Root, "trace", "a.json", "--decimals", "3").Output, Does.Contain("tanh(6) ≈ 1.000"));
        Assert.That(ProgramRun.In(folder.Root, "trace", "a.json", "--precision", "decimals:4").Output, Does.Contain("tanh(6) ≈ 1.0000"));
    }

    [TestCase("trace", "missing.json", "there is no such file")]
    [TestCase("trace", "broken.json", "/lables")]
    [TestCase("trace", "undefined.json", "binary-cross-entropy is not defined here")]
    [TestCase(
        "trace",
        "undefined-later.json",
        "binary-cross-entropy is not defined after the first step of the training: output 1 of sample 1 is 1.5")]
    [TestCase("worksheet", "broken.json", "/lables")]
    [TestCase("worksheet", "undefined.json", "binary-cross-entropy is not defined here")]
    public void BadFixture_ForACommand_IsNamedAndNothingIsWritten(string command, string file, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("broken.json", Examples.Broken());
        folder.Write("undefined.json", Examples.Silent()
            .Replace("\"half-sum-of-squares\"", "{ \"kind\": \"binary-cross-entropy\", \"reduction\": \"sum\" }", StringComparison.Ordinal)
            .Replace("5", "1", StringComparison.Ordinal));
        folder.Write("undefined-later.json", """
            {
              "version": 1, "name": "undefined later", "layers": [{ "weights": [[0.5]], "activation": "linear" }], "inputs": [[1]],
              "labels": [[1]],
              "loss": { "kind": "binary-cross-entropy", "reduction": "sum" }, "training": { "learningRate": 0.5 }
            }
            """);

        var run = ProgramRun.In(folder.Root, command, file, "--output", "out/a.txt");

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, string.Empty)), run.Error);
        Assert.That(run.Error, Does.Contain(file).And.Contain(message));
        Assert.That(Path.Exists(folder.Of("out")), Is.False);
    }

    [TestCase("trace", "--format", "pdf", "one of text, markdown and html")]
    [TestCase("trace", "--precision", "2", "float64 or decimals:D")]
    [TestCase("trace", "--precision", "decimals:x", "from 0 to 15")]
    [TestCase("trace", "--decimals", "16", "from 0 to 15")]
    [TestCase("trace", "--notation", "greek", "one of paper and delta-rule")]
    [TestCase("worksheet", "--count", "0", "from 1 to 1000")]
    [TestCase("worksheet", "--format", "text", "one of markdown and html")]
    [TestCase("worksheet", "--seed", "-1", "a whole number")]
    public void BadOption_OfACommand_IsNamed(string command, string option, string value, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.In(folder.Root, command, "a.json", option, value);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(
            run.Error,
            Does.Contain(option)
                .And.Contain($"\"{value.Replace("decimals:", string.Empty, StringComparison.Ordinal)}\"").And.Contain(expected));
    }

    [TestCase("trace")]
    [TestCase("worksheet")]
    public void Output_ThatCannotBeWritten_IsExitCode4(string command)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        folder.Write("taken/old.txt", "old");

        var run = ProgramRun.In(folder.Root, command, "a.json", "--output", "taken");

        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(run.Error, Does.StartWith("backprop-check: taken cannot be written: ").And.Not.Contain("   at "));
        Assert.That(Directory.GetFileSystemEntries(folder.Root, "*", SearchOption.AllDirectories), Has.Length.EqualTo(3));
    }

    [Test]
    public void Worksheet_WithASeed_WritesSheetKeyFormAndFixture()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.In(
            folder.Root,
            "worksheet", "a.json", "--seed", "5", "--format", "html",
            "--output", "sheet.html", "--answers", "key.html", "--csv", "form.csv", "--fixture", "exercise.json");

        Assert.That((run.ExitCode, run.Output, run.Error), Is.EqualTo((0, string.Empty, string.Empty)));
        Assert.That(File.ReadAllText(folder.Of("sheet.html")), Does.Contain("class=\"blank\""));
        Assert.That(File.ReadAllText(folder.Of("key.html")), Does.Not.Contain("class=\"blank\""));
        Assert.That(
            File.ReadAllText(folder.Of("form.csv")),
            Does.StartWith("quantity,layer,tensor,sample,row,column,value\r\npre-activation,1,,1,1,,\r\n"));
        Assert.That(ProgramRun.Check(folder, "exercise.json").Error, Is.Empty, "it is a fixture");
    }

    [Test]
    public void Trace_RoundedByHandAndShownOtherwise_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.In(folder.Root, "trace", "a.json", "--precision", "decimals:4", "--decimals", "2");

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, string.Empty)));
        Assert.That(run.Error, Does.Contain("--decimals 2 with --precision decimals:4").And.Contain("Leave --decimals out."));
    }

    [Test]
    public void Trace_ByTheDeltaRule_HasItsSigns()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        Assert.That(ProgramRun.In(folder.Root, "trace", "a.json").Output, Does.Contain("(y_k − t_k)").Or.Contain(" = y_k − t_k"));
        Assert.That(
            ProgramRun.In(folder.Root, "trace", "a.json", "--notation", "delta-rule").Output,
            Does.Contain("(t_k − y_k)").Or.Contain(" = t_k − y_k"));
    }

    [Test]
    public void Worksheet_OfSeveralVariants_HasAFileForEachAndOneKey()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.In(
            folder.Root,
            "worksheet", "a.json", "--seed", "7", "--count", "3", "--output", "sheets/s.md", "--answers", "key.md", "--csv", "f.csv",
            "--fixture", "e.json");

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((0, string.Empty)), run.Error);
        string key = File.ReadAllText(folder.Of("key.md"));
        foreach (int seed in (int[])[7, 8, 9])
        {
            Assert.That(File.ReadAllText(folder.Of($"sheets/s-{seed}.md")), Does.Contain($"exercise {seed}"));
            Assert.That(File.Exists(folder.Of($"f-{seed}.csv")));
            Assert.That(ProgramRun.Check(folder, $"e-{seed}.json").Error, Is.Empty);
            Assert.That(key, Does.Contain($"exercise {seed}"));
        }
    }

    [TestCase("--seed", "1")]
    [TestCase("--output", "s.md")]
    public void Worksheet_OfVariantsWithoutSeedOrOutput_IsRefused(string option, string value)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.In(folder.Root, "worksheet", "a.json", "--count", "2", option, value);

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, string.Empty)));
        Assert.That(run.Error, Does.Contain("--count needs --seed"));
    }

    [Test]
    public void Worksheet_IntoOneFileTwice_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.In(folder.Root, "worksheet", "a.json", "--output", "x.md", "--answers", "./x.md");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("--answers").And.Contain("--output writes to that file already"));
    }
}
