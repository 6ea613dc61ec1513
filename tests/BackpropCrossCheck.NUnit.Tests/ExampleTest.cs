using BackpropCrossCheck.Tests;
using MyProject;
using NUnit.Framework.Interfaces;

namespace BackpropCrossCheck.NUnit.Tests;

/// <summary>Runs NUnit over the project of a user with an engine of their own.</summary>
/// <remarks>They do not run in parallel: a nested run of NUnit takes over the console.</remarks>
[NonParallelizable]
public sealed class ExampleTest
{
    [Test]
    public void MyEngine_Right_PassesInEveryFixture()
    {
        IReadOnlyList<ITestResult> results = ExampleRun.Of<MyEngineTest>();

        Assert.That(
            results.Select(test => test.Name),
            Is.EqualTo(new[] { "Gradient_OfMyEngine_IsRight(narrow)", "Gradient_OfMyEngine_IsRight(square)" }));
        Assert.That(
            results.Select(test => test.ResultState),
            Has.All.EqualTo(ResultState.Success),
            string.Join('\n', results.Select(test => test.Message)));
    }

    [Test]
    public void MistakenEngine_TransposedGradient_FailsWithWeightNumbersAndCause()
    {
        ITestResult result = ExampleRun.Of<MistakenEngineTest>().Single();

        Assert.That(result.ResultState, Is.EqualTo(ResultState.Failure));
        GoldenFile.AssertMatches(result.Message.ReplaceLineEndings("\n"), "transposed-gradient.txt");
    }

    [TestCase(
        "Files_Bad_AreCases(bad/misspelt.json)", "bad/misspelt.json:6:3 (/lables): unknown field \"lables\"; did you mean \"labels\"?")]
    [TestCase("Files_Bad_AreCases(bad/second.json)", "its name \"<script>\"&'\\u0001 \\u003a:error file=x,line=1::%0A\" is that of ")]
    [TestCase("Folder_WithoutFixtures_IsACase(nothing)", "there is no fixture (*.json) in ")]
    [TestCase("Path_LeadingNowhere_IsACase(fixtures/**)", "fixtures/**: no fixture can be read there.")]
    [TestCase("Paths_None_AreACase()", "no file or folder is named, so nothing is tested.")]
    public void Source_WithoutAFixture_IsAFailingCaseThatSaysWhy(string name, string message)
    {
        ITestResult result = ExampleRun.Of<SourceFaultsTest>().Single(test => test.Name == name);

        Assert.That(result.ResultState, Is.EqualTo(ResultState.NotRunnable));
        Assert.That(result.ResultState.Status, Is.EqualTo(TestStatus.Failed));
        Assert.That(result.Message, Does.Contain(message));
    }

    /// <summary>The accepting twin, with a name that must be escaped in every report.</summary>
    [Test]
    public void Source_NameOfControlCharacters_IsAPassingCase()
    {
        IReadOnlyList<ITestResult> results = ExampleRun.Of<SourceFaultsTest>();

        Assert.That(results, Has.Count.EqualTo(6));
        Assert.That(results.Where(test => test.ResultState == ResultState.Success).Select(test => test.Name),
            Is.EqualTo(new[] { "Files_Bad_AreCases(<script>\"&'\\u0001 \\u003a:error file=x,line=1::%0A)" }));
    }
}
