namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Colours appear only on a terminal and only if wanted. Nothing in a fixture can control the terminal.</summary>
public class TerminalTest
{
    private const char Escape = '\u001b';

    [Test]
    public void Output_Piped_HasNoEscapeCodes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing());

        var run = ProgramRun.Check(folder, ".");

        Assert.That(run.Output + run.Error, Does.Not.Contain(Escape));
    }

    [TestCase(true, "")]
    [TestCase(false, "--no-color")]
    [TestCase(false, "NO_COLOR=1")]
    [TestCase(true, "NO_COLOR=")]
    [TestCase(false, "TERM=dumb")]
    public void Output_OnATerminal_IsColouredWhereWanted(bool coloured, string setting)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing());
        string option = setting.StartsWith('-') ? setting : "";
        string variable = setting.Contains('=', StringComparison.Ordinal) ? setting : "TERM=xterm";

        string shown = OnTerminal(
            folder, $"env {variable} '{Repository.DotNet}' '{Repository.Program}' check a.json --oracle none {option}");

        Assert.That(shown, Does.Contain("FAIL").And.Contain("∂L/∂w"));
        Assert.That(shown.Contains($"{Escape}[31mFAIL", StringComparison.Ordinal), Is.EqualTo(coloured), shown);
    }

    [Test]
    public void Progress_ReportIntoAFile_IsWipedAtTheEnd()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        string shown = OnTerminal(folder, $"'{Repository.DotNet}' '{Repository.Program}' check a.json --oracle none > out.txt");

        Assert.That(shown.TrimEnd(), Does.EndWith($"{Escape}[K"));
        Assert.That(File.ReadAllText(folder.Of("out.txt")), Does.Contain("PASS  agreeing").And.Not.Contain(Escape));
    }

    [TestCase("a \"quoted\" name", "a \"quoted\" name")]
    [TestCase("red\u001b[31m", "red\\u001b[31m")]
    [TestCase("bell\u0007 and back\b", "bell\\u0007 and back\\u0008")]
    [TestCase("two\nlines", "two\\u000alines")]
    [TestCase("abc\u202Egnp.exe", "abc\\u202egnp.exe")]
    [TestCase("isolate\u2066\u2069", "isolate\\u2066\\u2069")]
    [TestCase("\u05E9\u05DC\u05D5\u05DD", "\u05E9\u05DC\u05D5\u05DD")]
    [TestCase("\u7F51\u7EDC \U0001F600", "\u7F51\u7EDC \U0001F600")]
    public void Name_Odd_IsShownWithoutEffect(string name, string shown)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing(name));

        var run = ProgramRun.Check(folder, ".");

        Assert.That(run.Output, Does.StartWith($"FAIL  {shown}: 1-1"));
    }

    private static string OnTerminal(TemporaryFolder folder, string command)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
        {
            Assert.Ignore("A terminal is made with /usr/bin/script of util-linux, which is not here.");
        }

        return ProgramRun.Of(ProgramRun.StartOf("/usr/bin/script", folder.Root, "-qec", command, "/dev/null")).Output;
    }
}
