using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.NUnit;
using NUnit.Framework;

namespace MyProject;

public class MyEngineTest
{
    [FixtureSource("fixtures")]
    public void Gradient_OfMyEngine_IsRight(Fixture fixture)
    {
        var engine = new MyEngine(fixture.Network);

        Assert.That(engine.Gradient(fixture.Batch), Is.GradientOf(fixture));
    }
}
