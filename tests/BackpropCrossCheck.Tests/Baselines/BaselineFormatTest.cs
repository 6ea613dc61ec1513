using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Baselines;

/// <summary>The baseline file: its form, reading it back, and refusals.</summary>
public sealed class BaselineFormatTest
{
    [Test]
    public async Task Write_SmallRun_IsTheGoldenOne()
    {
        var strange = new TestOracle("a \"strange\" one")
        {
            Answer = (_, numbers) =>
                new OracleAnswer.Computed(
                    Planted.With(
                        Planted.With(numbers, numbers.Layout.WeightGradient(0), 1, double.NaN),
                        numbers.Layout.Loss,
                        0,
                        double.NegativeInfinity)),
        };
        var silent = new TestOracle("silent") { Answer = (_, _) => new OracleAnswer.Unavailable("it does not offer relu") };
        using TestRun run = BaselineText.Run([BaselineText.Small("zeta\n\u2028"), BaselineText.Small("alpha")], strange, silent);
        string text = BaselineText.Of(
            await BaselineText.RecordAsync(run) with { Tool = "1.0", Machine = new Machine("Linux", "x64", ".NET 10.0.0") });

        Assert.That(text, Does.Contain(run.Folder));
        GoldenFile.AssertMatches(text.Replace(run.Folder, "FOLDER", StringComparison.Ordinal), "Baselines/small.txt");
    }

    [Test]
    public async Task Read_WhatWasWritten_IsTheSame([Range(0, 40)] int seed)
    {
        using TestRun run = BaselineText.Run([RandomFixture.Create(seed, trains: seed % 2 == 0)], new TestOracle("b"), new TestOracle("a"));
        string text = BaselineText.Of(await BaselineText.RecordAsync(run));

        Assert.That(BaselineText.Of(BaselineText.Read(text)), Is.EqualTo(text));
        Assert.That(BaselineText.Of(BaselineText.Read(text.ReplaceLineEndings("\r\n"))), Is.EqualTo(text));
        Assert.That(BaselineText.Of(BaselineText.Read("\uFEFF" + text)), Is.EqualTo(text));
    }

    [Test]
    public async Task Read_MissingNumbers_StayMissing()
    {
        var sampling = new TestOracle("sampling") { Answer = (_, numbers) => Sampled(numbers) };
        using TestRun run = BaselineText.Run([BaselineText.Small()], sampling);
        string text = BaselineText.Of(await BaselineText.RecordAsync(run));
        TensorSet read = BaselineText.Read(text).Fixtures[0].Results[1].Numbers!;

        Assert.That(text, Does.Contain("gradient layer 1 weights row 1: - "));
        Assert.That(read.Has(read.Layout.WeightGradient(0), 0), Is.False);
        Assert.That(read.Has(read.Layout.WeightGradient(0), 1));
    }

    private static readonly string[][] Faults =
    [
        ["backprop-check baseline 1", "backprop-check baseline 2", "1:1", "another version of the format"],
        ["tool", "tol", "2:1", "expected tool"],
        ["\"1.0\"", "1.0", "2:6", "in quotes"],
        ["machine \"Linux\" \"x64\"", "machine \"Linux\"", "3:31", "found the end of the line"],
        ["precision finest", "precision best", "4:11", "finest, float32 or float64"],
        ["oracle \"o\" version \"1.0\" asked", "oracle \"o\" version \"1.0\" ask", "5:26", "expected asked"],
        ["samples 2", "samples 0", "10:9", "the number of samples"],
        ["samples 2", "samples 3", "16:1", "sample 3"],
        ["samples 2", "samples 999999999", "16:", "sample 3"],
        ["layer 2 2 bias", "layer 2 2 bios", "11:11", "expected bias"],
        ["layer 2 2 bias", "layer 2000000000 2000000000 bias", "14:", "a number"],
        ["engine float64", "engine float16", "13:8", "float32 or float64"],
        ["engine float64", "engin float64", "13:1", "expected engine"],
        ["pre-activation layer 1 sample 1: 0.125", "pre-activation layer 1 sample 1: 1e999", "14:34", "1e999"],
        ["pre-activation layer 1 sample 1: 0.125", "pre-activation layer 1 sample 1: 0.125\0", "14:39", "a NUL character (U+0000)"],
        ["samples 2", "samples 2\0", "10:10", "a NUL character (U+0000)"],
        ["pre-activation layer 1 sample 1: 0.125", "pre-activation layer 1 sample 1: 0,125", "14:34", "0,125"],
        ["pre-activation layer 1 sample 1: 0.125", "pre-activation layer 1 sample 1: 0.125 7", "14:42", "the end of the line"],
        ["pre-activation layer 1 sample 1:", "pre-activation layer 3 sample 1:", "14:1", "layer 3"],
        ["\noutput layer 1 sample 1:", "\npre-activation layer 1 sample 1:", "16:1", "a second time"],
        ["oracle \"o\" float", "oracle \"p\" float", "", "is not among those"],
        ["\nend\n", "\n", "", "expected end"],
        ["\nend\n", "\nend\nfixture\n", "", "after the line"],
    ];

    [TestCaseSource(nameof(Faults))]
    public async Task Read_AnotherText_IsRefusedAtItsPlace(string part, string replacement, string place, string words)
    {
        using TestRun run = BaselineText.Run([BaselineText.Small()], new TestOracle("o"));
        string text = BaselineText.Of(await BaselineText.RecordAsync(run) with { Tool = "1.0" });
        Assert.That(BaselineText.Of(BaselineText.Read(text)), Is.EqualTo(text), "the text itself is read");
        int at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.That(at, Is.Not.Negative);

        FormatException? fault = Assert.Throws<FormatException>(
            () => BaselineText.Read(text[..at] + replacement + text[(at + part.Length)..]));

        Assert.That(fault?.Message, Does.StartWith($"base.txt:{place}").And.Contain(words));
    }

    [Test]
    public async Task Read_CutOffAnywhere_IsRefused()
    {
        using TestRun run = BaselineText.Run([BaselineText.Small()], new TestOracle("o"));
        string text = BaselineText.Of(await BaselineText.RecordAsync(run)).TrimEnd('\n');

        for (int length = 0; length < text.Length; length += 7)
        {
            Assert.That(() => BaselineText.Read(text[..length]), Throws.TypeOf<FormatException>(), $"{length} characters of {text.Length}");
        }
    }

    [Test]
    public async Task Read_FixtureTwice_IsRefused()
    {
        using TestRun run = BaselineText.Run([BaselineText.Small()]);
        string text = BaselineText.Of(await BaselineText.RecordAsync(run));
        string fixture = text[text.IndexOf("fixture", StringComparison.Ordinal)..text.IndexOf("end\n", StringComparison.Ordinal)];

        Assert.That(
            () => BaselineText.Read(text.Replace("end\n", fixture + "end\n", StringComparison.Ordinal)),
            Throws.TypeOf<FormatException>().With.Message.Contains("a second time"));
    }

    [Test]
    public void Read_BytesThatAreNoText_AreRefusedAtTheirPlace()
        => Assert.That(
            () => BaselineReader.Read([.. "backprop-check baseline 1\nto"u8, 0xFF], "base.txt"),
            Throws.TypeOf<FormatException>().With.Message.StartsWith("base.txt:2:3: "));

    private static OracleAnswer.Computed Sampled(TensorSet numbers)
    {
        var sampled = Planted.Changed(numbers, (_, values) => values);
        Step step = numbers.Layout.WeightGradient(0);
        sampled.Set(step, numbers[step]!, [true, .. new bool[step.Length - 1]]);
        return new OracleAnswer.Computed(sampled, Planted.Changed(numbers, (_, values) => Array.ConvertAll(values, _ => 1e-9)));
    }
}
