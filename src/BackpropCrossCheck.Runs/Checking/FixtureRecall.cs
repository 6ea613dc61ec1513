using System.Security.Cryptography;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Checking;

/// <summary>Puts the fixtures back into a report that was read from a file. They are read from their own files, provided that these have
/// not changed since the check.</summary>
internal static class FixtureRecall
{
    /// <summary>The digest that identifies a file's content.</summary>
    /// <param name="bytes">The bytes.</param>
    public static string DigestOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The report with all fixtures that are still available.</summary>
    /// <param name="report">The report.</param>
    /// <param name="limit">How much of one file is read at most, in MiB.</param>
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
            // A file that cannot be read is as good as gone. Whatever needs the fixture says that it is missing.
            return fixture;
        }
    }
}
