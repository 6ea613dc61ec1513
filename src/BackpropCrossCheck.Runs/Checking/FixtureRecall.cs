using System.Security.Cryptography;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Checking;

/// <summary>Puts fixtures back into a report that was read from another. They come from their files, where these are still what was
/// checked.</summary>
internal static class FixtureRecall
{
    /// <summary>What a file's bytes are known by.</summary>
    /// <param name="bytes">The bytes.</param>
    public static string DigestOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The report with the fixtures that can be had.</summary>
    /// <param name="report">The report.</param>
    /// <param name="limit">The most that is read of one file, in MiB.</param>
    public static CheckReport Recall(CheckReport report, int limit = InputFile.DefaultLimit)
        => report with { Fixtures = [.. report.Fixtures.Select(fixture => Recall(fixture, limit))] };

    private static FixtureReport Recall(FixtureReport fixture, int limit)
    {
        if (fixture.Digest is null || !File.Exists(fixture.File))
        {
            return fixture;
        }

        try
        {
            byte[] bytes = InputFile.Read(fixture.File, limit);
            return DigestOf(bytes) == fixture.Digest ? fixture with { Fixture = FixtureReader.Read(bytes, fixture.File) } : fixture;
        }
        catch (FixtureException)
        {
            // A file that cannot be read is as good as gone; what needs the fixture says that it is not there.
            return fixture;
        }
    }
}
