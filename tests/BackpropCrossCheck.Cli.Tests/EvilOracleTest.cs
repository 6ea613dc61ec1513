using System.Diagnostics;
using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>An oracle in Python with a mode for each attack: every mode ends with a named failure and the right exit code, and leaves no
/// process.</summary>
/// <remarks>It takes half an hour, since many modes are silent until the limit of 20 seconds has passed. Python starts in a tenth of a
/// second and the slowest honest mode answers in 1.5, so a busy machine does not reach the limit. <c>dotnet test --filter
/// FullyQualifiedName~EvilOracleTest</c> runs it.</remarks>
[Explicit("half an hour")]
[Platform("Linux", Reason = "signals, process groups and /proc")]
public partial class EvilOracleTest
{
    private const string Passing =
        "honest idesc extrafields ulp forkok grandchild grandchildenv stderr1g namespoof nameansi name1mb crlf bom "
        + " errnull reverse slow";

    private const string Differing = "nan inf ninf big zeros off offabs swap";

    private static readonly string Folder = Repository.Of("tests", "BackpropCrossCheck.Cli.Tests", "Cases", "robust");

    private static IEnumerable<TestCaseData> Modes()
    {
        string[] passing = Passing.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] differing = Differing.Split(' ');
        return DefinedMode().Matches(File.ReadAllText(Path.Combine(Folder, "evil_oracle.py"))).Select(match => match.Groups[1].Value)
            .Select(mode => new TestCaseData(mode, passing.Contains(mode) ? 0 : differing.Contains(mode) ? 1 : 3));
    }

    [TestCaseSource(nameof(Modes))]
    public void Check_EvilOracle_EndsWithTheRightCodeAndLeavesNothing(string mode, int exitCode)
    {
        string token = Guid.NewGuid().ToString("N");
        ProcessStartInfo start = ProgramRun.Start(
            Folder, "check", "fixtures", "--oracle", $"exec:python3 evil_oracle.py {mode} {token}", "--timeout", "20");
        start.Environment["PYTHONPATH"] = Repository.Of("src", "BackpropCrossCheck.Oracles", "examples");
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";

        var run = ProgramRun.Of(start);

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Output + run.Error);
        Assert.That(run.Error, Does.Not.Contain("   at "), "a stack trace");
        Assert.That(Directory.EnumerateDirectories("/proc").Where(folder => IsLeft(folder, token)), Is.Empty);
    }

    private static bool IsLeft(string folder, string token)
    {
        try
        {
            string line = File.ReadAllText(Path.Combine(folder, "cmdline"));
            return line.Contains(token, StringComparison.Ordinal) || line.StartsWith("sleep\0601\0", StringComparison.Ordinal)
                || line.Contains("echo '{}'", StringComparison.Ordinal);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^@m\r?\ndef (\w+)", RegexOptions.Multiline)]
    private static partial Regex DefinedMode();
}
