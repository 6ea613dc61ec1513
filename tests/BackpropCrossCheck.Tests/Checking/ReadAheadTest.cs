using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Files that are read before they are checked are the same files, whoever comes first.</summary>
public sealed class ReadAheadTest
{
    private const int Files = 500;
    private const int Large = 1 << 15;

    private DirectoryInfo _folder = null!;
    private string[] _files = [];

    [SetUp]
    public void WriteFiles()
    {
        _folder = Directory.CreateTempSubdirectory("backprop-check-test-");
        _files = [.. Enumerable.Range(0, Files).Select(i => Path.Combine(_folder.FullName, FormattableString.Invariant($"{i:d3}.json")))];
        for (int i = 0; i < Files; i++)
        {
            File.WriteAllText(_files[i], i % 10 == 3 ? new string('x', Large) : FormattableString.Invariant($"file {i}"));
        }

        File.Delete(_files[7]);
    }

    [TearDown]
    public void RemoveFiles() => _folder.Delete(recursive: true);

    [Test]
    public void Take_ByOneOrSeveral_IsTheFileOrLeftToTheCaller([Values(1, 4)] int callers)
    {
        using ReadAhead ahead = ReadAhead.Begin(_files)!;
        byte[]?[] taken = new byte[]?[Files];
        int next = -1;
        Parallel.For(0, callers, _ =>
        {
            for (int i = Interlocked.Increment(ref next); i < Files; i = Interlocked.Increment(ref next))
            {
                taken[i] = ahead.Take(i);
            }
        });
        using (Assert.EnterMultipleScope())
        {
            for (int i = 0; i < Files; i++)
            {
                Assert.That(taken[i], i == 7 || i % 10 == 3 ? Is.Null : Is.Null.Or.EqualTo(File.ReadAllBytes(_files[i])), $"{i}");
            }
        }
    }

    [Test]
    public void Take_AfterTheReaderWasWaitedFor_IsReadAhead()
    {
        using ReadAhead ahead = ReadAhead.Begin(_files)!;
        // The reader is behind whoever takes without a pause, and ahead of whoever checks; a few of so many it has read in any case.
        int read = 0;
        for (int i = 0; i < Files && read < 3; i++)
        {
            Thread.Sleep(1);
            read += ahead.Take(i) is null ? 0 : 1;
        }

        Assert.That(read, Is.EqualTo(3));
    }

    [Test]
    public void Dispose_BeforeAnythingIsTaken_EndsTheReader() => Assert.That(() => ReadAhead.Begin(_files)!.Dispose(), Throws.Nothing);

    [Test]
    public void Begin_FewFiles_ReadsNothing() => Assert.That(ReadAhead.Begin(_files[..10]), Is.Null);
}
