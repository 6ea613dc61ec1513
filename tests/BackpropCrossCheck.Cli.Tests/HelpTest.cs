namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Ways to the help.</summary>
public class HelpTest
{
    [TestCase("check")]
    [TestCase("trace")]
    public void Help_AsACommand_IsTheCommandsOwn(string command)
        => Assert.That(Run("help", command).Output, Is.EqualTo(Run(command, "--help").Output));

    [Test]
    public void Help_Alone_IsThatOfTheProgram()
        => Assert.That(Run("help").Output, Is.EqualTo(Run("--help").Output).And.Contain("Exit codes:"));

    [Test]
    public void Help_OfAnUnknownCommand_NamesTheNearest()
    {
        var run = Run("help", "chek");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("there is no command \"chek\"; did you mean \"check\"?"));
    }

    [TestCase("check", true)]
    [TestCase("trace", false)]
    public void Help_OfACommand_HasExitCodesWhereItChecks(string command, bool hasThem)
        => Assert.That(Run(command, "--help").Output.Contains("  5  nothing was checked", StringComparison.Ordinal), Is.EqualTo(hasThem));

    private static ProgramRun Run(params string[] arguments) => ProgramRun.In(Repository.Root, arguments);
}
