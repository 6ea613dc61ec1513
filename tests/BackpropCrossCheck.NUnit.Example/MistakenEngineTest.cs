using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.NUnit;
using NUnit.Framework;

namespace MyProject;

/// <summary>Must fail: the mistake is planted.</summary>
public class MistakenEngineTest
{
    [FixtureSource("fixtures/square.json")]
    public void Gradient_OfMistakenEngine_IsRight(Fixture fixture)
    {
        var engine = new MistakenEngine(fixture.Network);

        Assert.That(engine.Gradient(fixture.Batch), Is.GradientOf(fixture));
    }
}
