using BackpropCrossCheck.Tests;

namespace BackpropCrossCheck.Oracles.Tests;

/// <summary>House rules of the assembly: an oracle never sees the engine, nor the judgement.</summary>
public sealed class ArchitectureTest
{
    [Test]
    public void References_Oracles_AreTheContractAndTheNumericalDerivatives()
        => Assert.That(
            AssemblyReferences.BeyondTheFramework(typeof(OracleCatalogue).Assembly),
            Is.EquivalentTo(new[] { "BackpropCrossCheck.Contract", "MathNet.Numerics" }));

    /// <summary>The rejecting twin: this assembly references more.</summary>
    [Test]
    public void References_Tests_AreMore()
        => Assert.That(AssemblyReferences.BeyondTheFramework(typeof(ArchitectureTest).Assembly), Does.Contain("PublicApiGenerator"));
}
