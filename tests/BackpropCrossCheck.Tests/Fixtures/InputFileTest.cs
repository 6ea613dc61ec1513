using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Fixtures;

/// <summary>Reading is bounded, in bytes and in time.</summary>
public sealed class InputFileTest
{
    private const int Mebibyte = 1 << 20;

    private string _path = "";

    [SetUp]
    public void MakePath() => _path = Path.GetTempFileName();

    [TearDown]
    public void RemoveFile() => File.Delete(_path);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(Mebibyte)]
    public void Read_UpToTheLimit_IsTheWholeFile(int length)
    {
        byte[] bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(_path, bytes);

        Assert.That(InputFile.Read(_path, limit: 1), Is.EqualTo(bytes));
    }

    [Test]
    public void Read_BeyondTheLimit_IsRefusedWithTheLimitAndTheOption()
    {
        File.WriteAllBytes(_path, new byte[Mebibyte + 1]);

        Assert.That(
            () => InputFile.Read(_path, limit: 1),
            Throws.TypeOf<FixtureException>().With.Message.StartsWith(
                $"{_path}: the file cannot be read: it is larger than 1 MiB, ").And.Message.Contains("--max-size"));
        Assert.That(InputFile.Read(_path, limit: 2), Has.Length.EqualTo(Mebibyte + 1));
    }

    [Test]
    [Platform("Linux", Reason = "Files under /proc tell no length.")]
    public void Read_FileThatTellsNoLength_IsReadToItsEnd()
        => Assert.That(InputFile.Read("/proc/self/maps", limit: 1), Has.Length.GreaterThan(4096));

    [Test]
    [Platform("Linux", Reason = "/dev/zero has no end.")]
    public void Read_LinkToADevice_IsRefused()
    {
        File.Delete(_path);
        File.CreateSymbolicLink(_path, "/dev/zero");

        Assert.That(
            () => InputFile.Read(_path),
            Throws.TypeOf<FixtureException>().With.Message.Contains("this is a device, not a regular file of at most 256 MiB."));
    }
}
