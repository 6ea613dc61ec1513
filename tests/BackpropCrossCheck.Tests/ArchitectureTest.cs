using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
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
        => Assert.That(References(Core).Where(name => !IsFramework(name)), Is.EqualTo(new[] { EngineName }));

    /// <summary>The rejecting twin: this assembly references more.</summary>
    [Test]
    public void References_Tests_AreMore()
        => Assert.That(References(typeof(ArchitectureTest).Assembly).Where(name => !IsFramework(name)), Does.Contain("CsCheck").And.Contain(EngineName));

    [Test]
    public void References_Engine_AreNotTheCore()
        => Assert.That(References(typeof(Backpropagation).Assembly), Does.Not.Contain(Core.GetName().Name));

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

    /// <summary>From the file's metadata: reflection leaves out what the compiler did not need.</summary>
    private static string[] References(Assembly assembly)
    {
        using FileStream file = File.OpenRead(assembly.Location);
        using var image = new PEReader(file);
        MetadataReader reader = image.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }

    private static bool IsFramework(string name)
        => File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));

    private static bool IsOpen(Type type) => type is { IsClass: true, IsSealed: false, IsAbstract: false };
}
