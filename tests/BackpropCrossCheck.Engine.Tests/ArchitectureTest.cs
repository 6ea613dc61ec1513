using System.Reflection;
using BackpropCrossCheck.Tests;
using PublicApiGenerator;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>House rules of the engine's assembly.</summary>
public sealed class ArchitectureTest
{
    private static readonly Assembly Engine = typeof(Backpropagation).Assembly;

    [Test]
    public void References_Engine_AreOnlyOfTheFramework()
    {
        Assert.That(AssemblyReferences.Of(Engine), Is.Not.Empty);
        Assert.That(AssemblyReferences.BeyondTheFramework(Engine), Is.Empty);
    }

    /// <summary>The rejecting twin: this assembly references more.</summary>
    [Test]
    public void References_Tests_AreNotOnlyOfTheFramework()
    {
        string[] others = [.. AssemblyReferences.BeyondTheFramework(typeof(ArchitectureTest).Assembly)];
        Assert.That(others, Does.Contain("CsCheck").And.Contain(Engine.GetName().Name));
    }

    [Test]
    public void PublicTypes_Engine_AreSealedStaticOrAbstract()
    {
        Assert.That(Engine.GetExportedTypes().Where(IsOpen), Is.Empty);
        Assert.That(IsOpen(typeof(List<int>)));
    }

    [Test]
    public void PublicFields_Engine_AreNotMutable()
    {
        Assert.That(Engine.GetExportedTypes().SelectMany(MutableFields), Is.Empty);
        Assert.That(MutableFields(typeof(ValueTuple<int>)), Is.Not.Empty);
    }

    [Test]
    public void Namespaces_Engine_StartWithTheAssemblysName()
        => Assert.That(
            Engine.GetTypes().Where(
                type => type.IsVisible && !$"{type.Namespace}.".StartsWith($"{Engine.GetName().Name}.", StringComparison.Ordinal)),
            Is.Empty);

    [Test]
    public void PublicApi_Engine_IsTheGoldenOne()
        => GoldenFile.AssertMatches(
            Engine.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
                .ReplaceLineEndings("\n"), "PublicApi.txt");

    private static bool IsOpen(Type type) => type is { IsClass: true, IsSealed: false, IsAbstract: false };

    private static IEnumerable<FieldInfo> MutableFields(Type type)
        => type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !field.IsSpecialName);
}
