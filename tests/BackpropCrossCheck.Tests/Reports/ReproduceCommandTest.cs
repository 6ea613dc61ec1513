using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Tests.Reports;

public sealed class ReproduceCommandTest
{
    [TestCase("fixtures/a.json", "fixtures/a.json")]
    [TestCase("a b.json", "'a b.json'")]
    [TestCase("it's.json", @"'it'\''s.json'")]
    [TestCase("$(rm x)`y`", "'$(rm x)`y`'")]
    [TestCase("-x.json", "./-x.json")]
    [TestCase("a\n", @"'a\u000a'")]
    public async Task Of_File_IsOneWordForAShell(string file, string word)
    {
        CheckReport report = (
            await ReportCase.CheckAsync("pass")) with
        {
            Arguments =
                ["check", "PATH", "--oracle", "exec:python3 my engine.py", "--loss", "mean-squared-error"]
        };
        var fixture = new FixtureReport { File = file, Verdict = Verdict.Fail };
        Assert.That(
            ReproduceCommand.Of(report, fixture),
            Is.EqualTo($"backprop-check check {word} --oracle 'exec:python3 my engine.py' --loss mean-squared-error"));
    }

    [Test]
    public async Task Of_OtherCommand_IsThatCommand()
    {
        CheckReport report = await ReportCase.CheckAsync("pass");
        var fixture = new FixtureReport { File = "a.json", Verdict = Verdict.Fail };
        Assert.That(ReproduceCommand.Of(report, fixture), Is.EqualTo("backprop-check check a.json"), "where it is not known");
        Assert.That(
            ReproduceCommand.Of(report with { Arguments = ["compare", "base line.txt", "PATH", "--exact"] }, fixture),
            Is.EqualTo("backprop-check compare 'base line.txt' a.json --exact"));
    }
}
