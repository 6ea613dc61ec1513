using System.Reflection;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Teaching;
using PublicApiGenerator;

namespace BackpropCrossCheck.Tests;

/// <summary>House rules of the library's assemblies: each sees only those below it and the framework.</summary>
public sealed class ArchitectureTest
{
    private const string Engine = "BackpropCrossCheck.Engine";
    private const string Contract = "BackpropCrossCheck.Contract";
    private const string Core = "BackpropCrossCheck";
    private const string Teaching = "BackpropCrossCheck.Teaching";
    private const string Runs = "BackpropCrossCheck.Runs";
    private const string Reports = "BackpropCrossCheck.Reports";
    private const string MathNet = "MathNet.Numerics";

    private static readonly Dictionary<string, Assembly> Assemblies = new Type[]
    {
        typeof(Backpropagation), typeof(TensorSet), typeof(ResultComparer), typeof(WorkedTrace), typeof(CheckRun), typeof(ReportFormats),
    }.ToDictionary(type => type.Assembly.GetName().Name!, type => type.Assembly);

    [TestCase(Engine)]
    [TestCase(Contract)]
    [TestCase(Core, Contract, Engine, MathNet)]
    [TestCase(Teaching, Core, Contract, Engine)]
    [TestCase(Runs, Core, Contract, Engine)]
    [TestCase(Reports, Core, Contract, Engine, Runs, Teaching)]
    public void References_Assembly_AreTheOnesBelow(string assembly, params string[] below)
        => Assert.That(AssemblyReferences.BeyondTheFramework(Assemblies[assembly]), Is.EquivalentTo(below));

    /// <summary>The rejecting twin: this assembly references more.</summary>
    [Test]
    public void References_Tests_AreMore()
        => Assert.That(
            AssemblyReferences.BeyondTheFramework(typeof(ArchitectureTest).Assembly), Does.Contain("CsCheck").And.Contain(Engine));

    [TestCase(Contract)]
    [TestCase(Core)]
    [TestCase(Teaching)]
    [TestCase(Runs)]
    [TestCase(Reports)]
    public void PublicTypes_Assembly_AreSealedStaticOrAbstract(string assembly)
    {
        Assert.That(Assemblies[assembly].GetExportedTypes().Where(IsOpen), Is.Empty);
        Assert.That(IsOpen(typeof(List<int>)));
    }

    [TestCase(Contract)]
    [TestCase(Core)]
    [TestCase(Teaching)]
    [TestCase(Runs)]
    [TestCase(Reports)]
    public void PublicApi_Assembly_IsTheGoldenOne(string assembly)
        => GoldenFile.AssertMatches(
            Assemblies[assembly].GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n"),
            Path.Combine("PublicApi", $"{assembly}.txt"));

    private static bool IsOpen(Type type) => type is { IsClass: true, IsSealed: false, IsAbstract: false };
}
