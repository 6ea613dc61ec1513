using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.NUnit;
using NUnit.Framework;

namespace MyProject;

/// <summary>Every case must fail except that of the one good fixture, since the sources lead to no fixture.</summary>
public class SourceFaultsTest
{
    [FixtureSource("bad")]
    public void Files_Bad_AreCases(Fixture fixture) => Assert.That(fixture, Is.Not.Null);

    [FixtureSource("nothing")]
    public void Folder_WithoutFixtures_IsACase(Fixture fixture) => Assert.That(fixture, Is.Not.Null);

    [FixtureSource("fixtures/**")]
    public void Path_LeadingNowhere_IsACase(Fixture fixture) => Assert.That(fixture, Is.Not.Null);

    [FixtureSource]
    public void Paths_None_AreACase(Fixture fixture) => Assert.That(fixture, Is.Not.Null);
}
