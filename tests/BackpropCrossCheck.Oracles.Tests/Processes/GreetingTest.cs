using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.Processes;

public sealed class GreetingTest
{
    [Test]
    public async Task Greeting_Right_IsAvailable()
    {
        await using var fake = new Fake("");
        var status = (OracleStatus.Available)await fake.StartAsync();
        Assert.Multiple(() =>
        {
            Assert.That((status.Name, status.Version), Is.EqualTo(("fake", "9.9")));
            Assert.That(status.Formats, Is.EqualTo(new[] { FloatFormat.Float32, FloatFormat.Float64 }));
            Assert.That(status.Activations, Is.EqualTo(new[] { "linear", "tanh", "sigmoid", "relu" }));
            Assert.That(fake.Oracle.Name, Is.EqualTo("exec:fake"));
        });
    }

    [Test]
    public async Task Greeting_ByteOrderMark_IsAvailable()
    {
        await using var fake = new Fake("greet-with-mark");
        Assert.That(await fake.StartAsync(), Is.TypeOf<OracleStatus.Available>());
    }

    [TestCase(
        """{"protocol":2,"oracle":"x","version":"1","precisions":["float32"],"activations":[]}""",
        "it speaks protocol 2; this program speaks protocol 1.")]
    [TestCase("""{"oracle":"x","version":"1","precisions":["float32"],"activations":[]}""", "\"protocol\" is missing")]
    [TestCase("""{"protocol":"1","oracle":"x"}""", "protocol: found \"1\", expected the number 1")]
    [TestCase("""{"protocol":1,"version":"1","precisions":["float32"],"activations":[]}""", "\"oracle\" is missing")]
    [TestCase(
        """{"protocol":1,"oracle":"","version":"1","precisions":["float32"],"activations":[]}""", "oracle: found \"\", expected text")]
    [TestCase("""{"protocol":1,"oracle":"x","precisions":["float32"],"activations":[]}""", "\"version\" is missing")]
    [TestCase("""{"protocol":1,"oracle":"x","version":"1","activations":[]}""", "\"precisions\" is missing")]
    [TestCase(
        """{"protocol":1,"oracle":"x","version":"1","precisions":["float16"],"activations":[]}""",
        "\"precisions\" has neither \"float32\" nor \"float64\"")]
    [TestCase(
        """{"protocol":1,"oracle":"x","version":"1","precisions":"float32","activations":[]}""",
        "precisions: found \"float32\", expected an array of words")]
    [TestCase("""{"protocol":1,"oracle":"x","version":"1","precisions":["float32"]}""", "\"activations\" is missing")]
    [TestCase(
        """{"protocol":1,"oracle":"x","version":"1","precisions":["float32"],"activations":[1]}""",
        "activations: found the number 1, expected text")]
    [TestCase("""{"protocol":1,"protocol":1,"oracle":"x"}""", "\"protocol\" is there twice")]
    [TestCase("""[1]""", "it is not a JSON object")]
    [TestCase("""{"protocol":1} {}""", "it is not JSON")]
    [TestCase("Loading model...", "its first line is not a greeting of the oracle protocol (it is not JSON): \"Loading model...\"")]
    [TestCase("", "its first line is not a greeting of the oracle protocol (it is not JSON): \"\"")]
    public async Task Greeting_Wrong_FailsWithTheFault(string greeting, string reason)
    {
        await using var fake = new Fake("greet", greeting);
        Assert.That(await fake.StartFailureAsync(), Does.Contain(reason));
    }

    [Test]
    public async Task Greeting_InvalidUtf8_Fails()
    {
        await using var fake = new Fake("greet-invalid-utf8");
        Assert.That(await fake.StartFailureAsync(), Does.Contain("it is not UTF-8"));
    }

    [Test]
    public async Task Greeting_Unavailable_GivesItsReason()
    {
        await using var fake = new Fake("greet", """{"protocol":1,"oracle":"x","unavailable":"no licence"}""");
        Assert.That(await fake.StartAsync(), Is.EqualTo(new OracleStatus.Unavailable("no licence") { GreetedName = "x" }));
        Assert.That(await fake.AskAsync(), Is.EqualTo(new OracleAnswer.Unavailable("no licence")));
    }

    [Test]
    public async Task Greeting_ExitInstead_FailsWithCodeAndLastWords()
    {
        await using var fake = new Fake("exit", "3");
        Assert.That(
            await fake.StartFailureAsync(),
            Is.EqualTo("it ended with exit code 3 before its greeting. Its last words on standard error: no licence found"));
    }

    [Test]
    public async Task Greeting_HalfALine_Fails()
    {
        await using var fake = new Fake("greet-half");
        Assert.That(
            await fake.StartFailureAsync(),
            Does.Contain("it ended with exit code 4 in the middle of a line (\"{\"protocol\":1,\") before its greeting."));
    }

    // The limit may be short: it is to pass, and nothing else is due within it.
    [Test]
    public async Task Greeting_None_FailsWhenTheLimitHasPassed()
    {
        await using var fake = new Fake("silent", options: new OracleOptions { StartTimeout = TimeSpan.FromSeconds(0.5) });
        Assert.That(await fake.StartFailureAsync(), Does.StartWith("it gave no greeting within 0.5 s."));
    }

    [Test]
    public async Task Greeting_Flood_FailsBounded()
    {
        await using var fake = new Fake("flood");
        Assert.That(
            await fake.StartFailureAsync(),
            Does.Match("^it wrote a line of more than 1048576 bytes without an end, in place of a greeting: \"x+…\"$"));
    }

    [Test]
    public async Task Start_SeveralTimes_IsOneStart()
    {
        await using var fake = new Fake("");
        OracleStatus[] statuses = await Task.WhenAll(fake.StartAsync(), fake.StartAsync(), fake.StartAsync());
        Assert.That(statuses, Is.All.SameAs(statuses[0]));
        Assert.That(fake.Running(), Has.Count.LessThanOrEqualTo(1));
    }

    [TestCase("no-such-program-anywhere")]
    [TestCase("/no/such/program")]
    public async Task Start_ProgramMissing_IsUnavailable(string program)
    {
        await using var oracle = new OracleProcess(new OracleCommand("exec:x", program, []), OracleOptions.Default);
        var status = (OracleStatus.Unavailable)await oracle.StartAsync(CancellationToken.None);
        Assert.That(status.Reason, Does.StartWith($"\"{program}\" ").And.Contains("check its name"));
    }
}
