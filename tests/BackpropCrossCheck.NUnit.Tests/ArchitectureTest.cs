using System.Reflection;
using BackpropCrossCheck.Tests;
using PublicApiGenerator;

namespace BackpropCrossCheck.NUnit.Tests;

/// <summary>House rules of the assembly: it sees the library, the engine and NUnit, and no oracle.</summary>
public sealed class ArchitectureTest
{
    private static readonly Assembly Package = typeof(FixtureConstraints).Assembly;

    [Test]
    public void References_Package_AreTheLibraryTheEngineAndNUnit()
        => Assert.That(
            AssemblyReferences.BeyondTheFramework(Package),
            Is.EquivalentTo(
                new[]
                {
                    "BackpropCrossCheck",
                    "BackpropCrossCheck.Contract",
                    "BackpropCrossCheck.Engine",
                    "BackpropCrossCheck.Reports",
                    "BackpropCrossCheck.Runs",
                    "nunit.framework",
                }));

    /// <summary>The rejecting twin: this assembly references more.</summary>
    [Test]
    public void References_Tests_AreMore()
        => Assert.That(AssemblyReferences.BeyondTheFramework(typeof(ArchitectureTest).Assembly), Does.Contain("PublicApiGenerator"));

    [Test]
    public void PublicApi_Package_IsTheGoldenOne()
        => GoldenFile.AssertMatches(
            Package.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
                .ReplaceLineEndings("\n"), "PublicApi.txt");
}
