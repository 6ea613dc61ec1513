using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Fixtures;

public sealed class FixtureFilesTest
{
    private string _root = "";

    [SetUp]
    public void MakeFolder()
    {
        _root = Directory.CreateTempSubdirectory("fixture-files-").FullName.Replace('\\', '/');
        string[] files =
        [
            "b.json", "a.json", "C.JSON", "sub/c.json", "sub/deep/d.json", "sub-1.json", "notes.txt", "fixture.schema.json", ".hidden.json",
            ".git/e.json", "node_modules/f.json", "sub/node_modules/g.json", "node_modules.json",
        ];
        foreach (string file in files)
        {
            string path = Path.Combine(_root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "{}");
        }
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_root, recursive: true);

    [Test]
    public void Expand_Folder_MeansItsJsonFilesInOrdinalOrder()
        => Assert.That(Expand(""), Is.EqualTo(new[]
        {
            "/.hidden.json", "/C.JSON", "/a.json", "/b.json", "/node_modules.json", "/sub-1.json", "/sub/c.json", "/sub/deep/d.json",
        }));

    [Test]
    public void Expand_FolderWithSlash_IsNamedOnce()
        => Assert.That(Expand("/sub/"), Is.EqualTo(new[] { "/sub/c.json", "/sub/deep/d.json" }));

    [Test]
    public void Expand_NamedFile_IsTakenWhateverItIsCalled()
        => Assert.That(
            Expand("/notes.txt", "/fixture.schema.json", "/.git/e.json"),
            Is.EqualTo(new[] { "/notes.txt", "/fixture.schema.json", "/.git/e.json" }));

    [Test]
    public void Expand_NamedFolder_IsWalkedEvenIfHidden() => Assert.That(Expand("/.git"), Is.EqualTo(new[] { "/.git/e.json" }));

    [Test]
    public void Expand_NamedTwice_IsTakenOnceWhereItIsNamedFirst()
        => Assert.That(Expand("/sub/c.json", "/sub", "/sub/../sub/c.json"), Is.EqualTo(new[] { "/sub/c.json", "/sub/deep/d.json" }));

    [Test]
    public void Expand_MissingPath_IsAFaultThatStopsNoOther()
    {
        FixtureSelection selection = FixtureFiles.Expand([_root + "/none.json", _root + "/a.json", "", _root + "/*.json"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(selection.Files, Is.EqualTo(new[] { _root + "/a.json" }));
            Assert.That(selection.Faults.Select(fault => fault.Path), Is.EqualTo(new[] { _root + "/none.json", "", _root + "/*.json" }));
            Assert.That(selection.Faults[0].Problem, Does.StartWith("there is no such file or folder; "));
        }
    }

    [Test]
    public void Expand_RelativePath_StaysRelative()
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), _root).Replace('\\', '/');
        Assert.That(
            FixtureFiles.Expand([relative + "/sub"]).Files, Is.EqualTo(new[] { relative + "/sub/c.json", relative + "/sub/deep/d.json" }));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Links need a privilege on Windows.")]
    public void Expand_LinkToAFolderAbove_EndsAndTakesEachFileOnce()
    {
        Directory.CreateSymbolicLink(Path.Combine(_root, "sub", "up"), _root);
        string[] names = [.. Expand("/sub").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.That(
            names,
            Is.EqualTo(new[] { ".hidden.json", "C.JSON", "a.json", "b.json", "c.json", "d.json", "node_modules.json", "sub-1.json" }));
    }

    private string[] Expand(params string[] paths)
    {
        FixtureSelection selection = FixtureFiles.Expand(paths.Select(path => _root + path));
        Assert.That(selection.Faults, Is.Empty);
        Assert.That(selection.Files, Has.All.StartsWith(_root));
        return [.. selection.Files.Select(file => file[_root.Length..])];
    }
}
