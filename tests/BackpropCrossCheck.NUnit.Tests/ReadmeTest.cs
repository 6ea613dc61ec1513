using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MyProject;
using NUnit.Framework.Interfaces;

namespace BackpropCrossCheck.NUnit.Tests;

/// <summary>The C# that README.md and the packages' pages show is code of the example project, which is compiled and run.</summary>
[NonParallelizable]
public sealed class ReadmeTest
{
    private static readonly string[] Sources =
        [.. Directory.GetFiles(Of("tests/BackpropCrossCheck.NUnit.Example"), "*.cs").Select(file => Trimmed(File.ReadAllText(file)))];

    [TestCase("README.md")]
    [TestCase("src/BackpropCrossCheck.Engine/README.md")]
    [TestCase("src/BackpropCrossCheck/README.md")]
    [TestCase("src/BackpropCrossCheck.NUnit/README.md")]
    public void Code_OfThePage_IsThatOfTheExample(string page)
    {
        string[] blocks = [.. Blocks(Of(page))];

        Assert.That(blocks, Is.Not.Empty);
        Assert.That(blocks.Where(block => !IsCompiled(block)), Is.Empty);
    }

    /// <summary>This covers pages that are not named above, and future ones.</summary>
    [Test]
    public void Code_OfAnyPage_IsThatOfTheExample()
    {
        IEnumerable<string> pages = new[] { "src", "fixtures", "tests" }
            .SelectMany(folder => Directory.GetFiles(Of(folder), "README.md", SearchOption.AllDirectories));

        Assert.That(pages.Where(IsOurs).SelectMany(Blocks).Where(block => !IsCompiled(block)), Is.Empty);
    }

    /// <summary>The rejecting twin.</summary>
    [Test]
    public void Code_Other_IsNotThatOfTheExample() => Assert.That(IsCompiled("var engine = new YourEngine();"), Is.False);

    [Test]
    public void Snippets_OfThePages_DoWhatTheySay()
    {
        IReadOnlyList<ITestResult> results = ExampleRun.Of<SnippetsTest>();

        Assert.That(results, Has.Count.EqualTo(3));
        string messages = string.Join('\n', results.Select(test => test.Message));
        Assert.That(results.Select(test => test.ResultState), Has.All.EqualTo(ResultState.Success), messages);
    }

    private static IEnumerable<string> Blocks(string page)
        => Regex.Matches(File.ReadAllText(page).ReplaceLineEndings("\n"), @"(?ms)^```csharp\n(.*?)^```$")
            .Select(match => Trimmed(match.Groups[1].Value));

    private static bool IsOurs(string page) => !Regex.IsMatch(Path.GetRelativePath(Of(""), page), @"[\\/](bin|obj|node_modules)[\\/]");

    private static bool IsCompiled(string block) => Sources.Any(source => source.Contains(block, StringComparison.Ordinal));

    private static string Trimmed(string code)
        => string.Join('\n', code.ReplaceLineEndings("\n").Trim().Split('\n').Select(line => line.Trim()));

    private static string Of(string path, [CallerFilePath] string file = "")
        => Path.Combine(Path.GetDirectoryName(file)!, "..", "..", path);
}
