using System.Reflection;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Engine;
using PublicApiGenerator;

namespace BackpropCrossCheck.Tests;

/// <summary>House rules of the assembly: it sees the engine and the framework, and nothing else.</summary>
public sealed class ArchitectureTest
{
    private static readonly Assembly Core = typeof(CheckRun).Assembly;
    private static readonly string EngineName = typeof(Backpropagation).Assembly.GetName().Name!;

    [Test]
    public void References_Core_AreTheEngineAndTheFramework()
        => Assert.That(AssemblyReferences.BeyondTheFramework(Core), Is.EqualTo(new[] { EngineName }));

    /// <summary>The rejecting twin: this assembly references more.</summary>
    [Test]
    public void References_Tests_AreMore()
        => Assert.That(AssemblyReferences.BeyondTheFramework(typeof(ArchitectureTest).Assembly), Does.Contain("CsCheck").And.Contain(EngineName));

    [Test]
    public void References_Engine_AreNotTheCore()
        => Assert.That(AssemblyReferences.Of(typeof(Backpropagation).Assembly), Does.Not.Contain(Core.GetName().Name));

    [Test]
    public void PublicTypes_Core_AreSealedStaticOrAbstract()
    {
        Assert.That(Core.GetExportedTypes().Where(IsOpen), Is.Empty);
        Assert.That(IsOpen(typeof(List<int>)));
    }

    [Test]
    public void PublicApi_Core_IsTheGoldenOne()
        => GoldenFile.AssertMatches(
            Core.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n"), "PublicApi.txt");

    private static bool IsOpen(Type type) => type is { IsClass: true, IsSealed: false, IsAbstract: false };
}
