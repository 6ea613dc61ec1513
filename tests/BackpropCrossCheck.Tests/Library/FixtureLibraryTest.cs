using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Library;

/// <summary>Checks the promise of the fixtures' page: each fixture passes on every machine, with its recorded entries alone.</summary>
public sealed class FixtureLibraryTest
{
    private CheckReport _report = null!;

    [OneTimeSetUp]
    public async Task CheckAll() => _report = await Repository.CheckAsync("fixtures");

    [Test]
    public void Library_Checked_EveryFixturePasses()
    {
        IEnumerable<string> others = _report.Fixtures.Where(fixture => fixture.Verdict != Verdict.Pass)
            .Select(fixture => $"{fixture.File}: {fixture.Verdict}, {fixture.Error?.Message ?? fixture.Reason}");
        Assert.That(others, Is.Empty);
        Assert.That(_report.ExitCode, Is.Zero);
    }

    // An empty folder would pass everything else here.
    [Test]
    public void Library_Checked_IsComplete()
    {
        string[] folders = [.. _report.Fixtures.Select(fixture => Path.GetFileName(Path.GetDirectoryName(fixture.File)!)).Distinct()];
        Assert.That(folders, Is.EquivalentTo(new[]
        {
            "architecture", "batches", "constant-weights", "conventions", "cross-entropy", "hand", "kinks", "labels", "pairs", "paper",
            "precision", "published", "random", "regularization", "saturation", "systematic", "training",
        }));
        Assert.That(_report.Fixtures, Has.Count.GreaterThanOrEqualTo(209));
    }

    [Test]
    public void Library_Checked_NoNumberIsUnsettled()
        => Assert.That(_report.Fixtures.Where(fixture => fixture.Unsettled > 0).Select(fixture => fixture.File), Is.Empty);

    [Test]
    public void Library_Names_AreUnique() => Assert.That(_report.Fixtures.Select(fixture => fixture.Name), Is.Unique);

    [Test]
    public void Library_Names_AreThoseOfTheFiles()
        => Assert.That(
            _report.Fixtures.Where(fixture => fixture.Name != Path.GetFileNameWithoutExtension(fixture.File))
                .Select(fixture => fixture.File), Is.Empty);

    [Test]
    public void Library_Source_IsStated()
        => Assert.That(
            _report.Fixtures.Where(fixture => string.IsNullOrWhiteSpace(fixture.Fixture!.Source)).Select(fixture => fixture.File),
            Is.Empty);

    [Test]
    public void Library_Activations_AreAllThere()
    {
        IEnumerable<string> used = _report.Fixtures.SelectMany(fixture => fixture.Fixture!.Network.Layers)
            .Select(layer => layer.Activation.Name);
        Assert.That(used.Distinct(), Is.EquivalentTo(ContractNames.Activations));
    }

    [Test]
    public void Library_Losses_AreAllThereWithEveryReduction()
    {
        IEnumerable<string> used = _report.Fixtures.Select(fixture => fixture.Fixture!.Loss)
            .Select(loss => $"{loss.Term.Name}, {ContractNames.Of(loss.Reduction)}");
        IEnumerable<string> all = ContractNames.LossKinds.SelectMany(
            kind => ContractNames.Reductions.Select(reduction => $"{kind}, {reduction}"));
        Assert.That(used.Distinct(), Is.EquivalentTo(all));
    }

    [Test]
    public async Task Library_ExampleOfItsPage_PassesAsPrinted()
    {
        string page = await File.ReadAllTextAsync(Repository.PathOf("fixtures/README.md"));
        string example = page.Split("```json my-first.json")[1].Split("```")[0];
        string folder = Directory.CreateTempSubdirectory("fixtures-page-").FullName;
        try
        {
            string file = Path.Combine(folder, "my-first.json");
            await File.WriteAllTextAsync(file, example);
            CheckReport report = await Repository.CheckAsync(file);
            Assert.That((report.ExitCode, report.Summary.Numbers), Is.EqualTo((ExitCode.Agrees, 4)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
