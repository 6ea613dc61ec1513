using System.Text;
using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Baselines;

/// <summary>Damaged baselines are read or refused; nothing else happens.</summary>
public sealed class HostileBaselineTest
{
    [Test]
    public Task Read_DamagedBaselines_AreReadOrRefused() => ReadAsync(seed: 1, count: 10_000);

    [Test]
    [Explicit("Takes a minute.")]
    public async Task Read_AHundredThousandDamagedBaselines_AreReadOrRefused()
        => (await ReadAsync(seed: 1_000_000, count: 100_000)).RequireSpeed();

    private static async Task<HostileRun> ReadAsync(int seed, int count)
    {
        using TestRun small = BaselineText.Run(
            [BaselineText.Small("zeta\n\u2028"), BaselineText.Small("alpha")],
            new TestOracle("a \"strange\" one"),
            new TestOracle("other"));
        using TestRun larger = BaselineText.Run(
            Enumerable.Range(0, 4).Select(seed => RandomFixture.Create(seed, trains: seed % 2 == 0)), new TestOracle("b"));
        string[] texts = [BaselineText.Of(await BaselineText.RecordAsync(small)), BaselineText.Of(await BaselineText.RecordAsync(larger))];
        var run = new HostileRun("baselines", [.. texts.Select(Encoding.UTF8.GetBytes)]);
        run.Read(seed, count, text => BaselineReader.Read(text, "base.txt"), fault => fault is FormatException);
        return run;
    }
}
