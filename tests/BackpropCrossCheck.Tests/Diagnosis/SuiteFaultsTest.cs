using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>The shipped fixtures show every fault, and the page that says so is written from them. BACKPROP_CHECK_RENEW_GOLDEN=1 writes it
/// anew.</summary>
public sealed class SuiteFaultsTest
{
    private static IReadOnlyList<string> Causes { get; } =
    [
        .. PlantedDraw.Causes.Except(PlantedDraw.CausesOfFormat).Except(["rounded-intermediates", "truncated-intermediates"]),
    ];

    [Test]
    public void Fixtures_EveryFault_ShowsInOneAndThePageSaysWhere()
    {
        string[] folders = [.. Directory.GetDirectories(RecordedFixtures.Folder).Select(Path.GetFileName).OfType<string>().Order()];
        var faults = new SuiteFaults([.. folders.Select(folder => (folder, Of(folder)))], Causes);

        Assert.That(faults.Missed, Is.Empty);
        string page = Path.Combine(RecordedFixtures.Folder, "FAULTS.md");
        GoldenFile.AssertPage(page, File.Exists(page) ? File.ReadAllText(page) : string.Empty, faults.Text);
    }

    private static IReadOnlyList<Fixture> Of(string folder) => [.. RecordedFixtures.In(folder)];
}
