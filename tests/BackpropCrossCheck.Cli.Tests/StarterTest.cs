using System.ComponentModel;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>The oracles in compiled languages that users start their own from. Each is compiled and asked as the head of its file says.
/// Where its compiler is missing, it is named and left out.</summary>
[TestFixture("plain_c.c")]
[TestFixture("plain_cpp.cpp")]
[TestFixture("PlainJava.java")]
[TestFixture("plain_go.go")]
[TestFixture("plain_rust.rs")]
[Platform(Exclude = "Win", Reason = "the commands are those of a POSIX shell")]
public sealed class StarterTest(string file) : IDisposable
{
    // A blank line, a network that cannot be calculated, one that overflows, and one with a number that needs 17 digits.
    private static readonly string Requests = $$"""

        {{Request(7, "[[1]]", "no-such-activation", "[[1]]")}}
        {{Request(9007199254740991, "[[1e308]]", "linear", "[[10]]")}}
        {{Request(8, "[[0.1, 0.2]]", "linear", "[[1, 1]]")}}
        """;

    private readonly TemporaryFolder _folder = new();
    private string _oracle = "";

    [OneTimeSetUp]
    public void Compile()
    {
        string text = File.ReadAllText(Repository.Of("src", "BackpropCrossCheck.Oracles", "examples", file));
        string[] words = Regex.Match(text, @"(?m)^(?: \*|//)\s+((?:gcc|g\+\+|javac|go build|rustc) .+)$").Groups[1].Value.Split(' ');
        _oracle = Regex.Match(text, "--oracle \"(exec:[^\"]+)\"").Groups[1].Value;
        _folder.Write(file, text);
        var start = ProgramRun.StartOf(words[0], _folder.Root, words[1..]);
        start.Environment["GOCACHE"] = _folder.Of("cache");
        try
        {
            var run = ProgramRun.Of(start);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
        }
        catch (Win32Exception fault)
        {
            Assert.Ignore($"{file} is not compiled: {fault.Message}");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Numbers_OfAllFixtures_Agree()
    {
        var run = Check();

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Prose, Does.Match(@"witnesses: plain-\w+ \(\d{3} fixtures\)").And.Not.Contain("left out"));
    }

    [Test]
    public void Numbers_InFloat32_AgreeOrAreNotOffered()
    {
        var run = Check("--precision", "float32");

        Assert.That(run.ExitCode, Is.EqualTo(Greeting("precisions").Contains("float32") ? 0 : 3), run.Output + run.Error);
    }

    [Test]
    public void Greeting_Offer_HasEveryActivationAndLoss()
        => Assert.That((Greeting("activations").Length, Greeting("losses").Length), Is.EqualTo((18, 9)));

    [Test]
    public void Conversation_WithFaultyAndExtremeRequests_IsAnsweredToItsEnd()
    {
        var run = Converse(Requests);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        JsonElement[] answers = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Parsed)];
        Assert.That(answers.Select(answer => answer.GetProperty("id").GetInt64()), Is.EqualTo(new[] { 7, 9007199254740991, 8 }));
        Assert.That(answers[0].GetProperty("error").GetString(), Does.Contain("no-such-activation"));
        Assert.That(answers[1].GetProperty("outputs")[0][0][0].GetString(), Is.EqualTo("Infinity"));
        Assert.That(answers[2].GetProperty("outputs")[0][0][0].GetDouble(), Is.EqualTo(0.1 + 0.2));
    }

    [Test]
    public void Conversation_LineThatIsNoRequest_EndsWithAnErrorCode() => Assert.That(Converse("no JSON\n").ExitCode, Is.Not.Zero);

    private static string Request(long id, string weights, string activation, string inputs)
        => $$"""{"id":{{id}},"precision":"float64","layers":[{"weights":{{weights}},"bias":[0],"activation":"{{activation}}"}],"""
            + $$"""
                "inputs":{{inputs}},"labels":[[0]],"loss":{"kind":"half-squared-error","reduction":"sum"} }
                """;

    private static JsonElement Parsed(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.Clone();
    }

    private ProgramRun Check(params string[] options)
        => ProgramRun.In(_folder.Root, ["check", Repository.Of("fixtures"), "--quiet", "--oracle", _oracle, .. options]);

    private string[] Greeting(string list)
        => [.. Parsed(Converse("").Output).GetProperty(list).EnumerateArray().Select(word => word.GetString()!)];

    private ProgramRun Converse(string input)
    {
        string[] words = _oracle["exec:".Length..].Split(' ');
        string program = words[0].StartsWith("./", StringComparison.Ordinal) ? _folder.Of(words[0][2..]) : words[0];
        return ProgramRun.Of(ProgramRun.StartOf(program, _folder.Root, words[1..]), input: input);
    }
}
