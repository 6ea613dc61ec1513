using BackpropCrossCheck.Oracles.PythonPrograms;

namespace BackpropCrossCheck.Oracles.Tests.PythonPrograms;

/// <summary>Which Pythons the search tries, and in which order.</summary>
public sealed class PythonProgramTest
{
    private static readonly string[] Others = ["python3", "/bin/sh"];

    [Test]
    public void Candidates_Named_ComesFirst()
    {
        OnUnix();
        Assert.That(PythonProgram.Candidates("/bin/ls", Find("/bin/cat"), Others), Is.EqualTo(new[] { "/bin/ls", "/bin/cat", "/bin/sh" }));
    }

    [TestCase(null)]
    [TestCase("")]
    public void Candidates_NoneNamed_AreThatOfThePathAndThatOfTheSystem(string? named)
    {
        OnUnix();
        Assert.That(PythonProgram.Candidates(named, Find("/bin/cat"), Others), Is.EqualTo(new[] { "/bin/cat", "/bin/sh" }));
    }

    [Test]
    public void Candidates_OneFileTwice_IsLookedAtOnce()
    {
        OnUnix();
        Assert.That(PythonProgram.Candidates(null, Find("/bin/sh"), Others), Is.EqualTo(new[] { "/bin/sh" }));
    }

    [Test]
    public void Candidates_NamedButNotThere_IsAloneAndAFault()
    {
        OnUnix();
        Assert.That(PythonProgram.Candidates("/no/such/python", Find("/bin/cat"), Others), Is.EqualTo(new[] { "/no/such/python" }));
    }

    [Test]
    public void Candidates_NoPythonAtAll_IsTheNameThatIsMissing()
        => Assert.That(PythonProgram.Candidates(null, _ => null, Others), Is.EqualTo(new[] { "python3" }));

    private static void OnUnix()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("The paths of this test are not those of Windows.");
        }
    }

    private static Func<string, string?> Find(string onPath) => program => program == "python3" ? onPath : program;
}
